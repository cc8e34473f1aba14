package leaflets_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"guichet/brochures/content"
	"guichet/cmd/internal/leaflets"
	"guichet/queue/site"
)

const november content.Date = "2026-11-28"

// TestPrintable: what is compiled in can be laid out; a letter that no font has is told with its file.
func TestPrintable(t *testing.T) {
	c, err := leaflets.Open(site.Demonstration())
	if err != nil {
		t.Fatal(err)
	}
	if err := leaflets.Printable(c, content.Town{}, november); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	fact := fmt.Sprintf("[[fact]]\nid = %q\nkind = \"law\"\ntext = { fr = \"\u4e2d\", ar = \"x\", en = \"x\" }\ncertainty = \"A\"\nconfirm = \"none\"\notherwise = \"ask\"\nsource = \"s\"\nverified_on = 2026-11-23\n",
		c.Brochures[0].Facts[0])
	if err := os.WriteFile(filepath.Join(folder, "facts.toml"), []byte(fact), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err = content.Open("", folder)
	if err != nil {
		t.Fatal(err)
	}
	err = leaflets.Printable(c, content.Town{}, november)
	if !errors.Is(err, content.ErrContent) || !strings.Contains(err.Error(), "brochures/fr/") || !strings.Contains(err.Error(), "no font has the letter") {
		t.Errorf("got %v", err)
	}
}

func TestTownHasOnlyTheLinksItHas(t *testing.T) {
	s := site.Demonstration()
	s.Links = site.Links{Town: "https://a.example/"}
	if got := leaflets.Town(s); len(got.Links) != 1 || got.Links[0].Purpose != "town" || got.Name != s.Town {
		t.Errorf("got %+v", got)
	}
}
