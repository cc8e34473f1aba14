package content_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"guichet/brochures/content"
)

// atHome is the story's country on disk with a town's folder beside it.
func atHome(t testing.TB) content.Folder {
	t.Helper()
	root := t.TempDir()
	f := content.Folder{Pack: filepath.Join(root, "elsewhere"), Path: filepath.Join(root, "town")}
	if err := os.CopyFS(f.Pack, os.DirFS("testdata/elsewhere")); err != nil {
		t.Fatal(err)
	}
	return f
}

func open(t testing.TB, f content.Folder) *content.Content {
	t.Helper()
	c, err := content.Open(f.Pack, f.Path)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// table is the export of the places, with one change.
func table(t testing.TB, c *content.Content, from, to string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := c.ExportPlaces(&b); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), from) {
		t.Fatalf("the table has no %q:\n%s", from, b.String())
	}
	return []byte(strings.Replace(b.String(), from, to, 1))
}

func TestExportComesBackAsItWas(t *testing.T) {
	c := load(t, story(t))
	in, err := c.ReadImport("p.csv", table(t, c, "", ""), november)
	if err != nil || len(in.Places) != 0 || len(in.Same) != 2 {
		t.Errorf("got %+v, %v", in, err)
	}
	text := string(table(t, c, "", ""))
	for _, secret := range []string{"certainty", "confirm", "safety"} {
		if strings.Contains(text, secret) {
			t.Errorf("the table speaks of %s", secret)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	semicolons := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(semicolons)
	w.Comma = ';'
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if in, err := c.ReadImport("p.csv", semicolons.Bytes(), november); err != nil || len(in.Same) != 2 {
		t.Errorf("with semicolons: %+v, %v", in, err)
	}
}

// TestImportHasToBeConfirmed: what a partner says otherwise is not printed until one of our roles has confirmed it, even if the
// old was confirmed, and whatever the partner says of it.
func TestImportHasToBeConfirmed(t *testing.T) {
	f := atHome(t)
	if _, err := f.Confirm([]string{"sailors", "harbour"}, "mayor", november); err != nil {
		t.Fatal(err)
	}
	c := open(t, f)
	for _, id := range []string{"sailors", "harbour"} {
		if !place(t, c, id).Printed() {
			t.Fatalf("%s is not printed at the start", id)
		}
	}
	changed := table(t, c, "123 456 789", "123 456 111")
	lines := strings.Split(strings.TrimSpace(string(changed)), "\n")
	lines[0] += ",certainty,confirm,confirmed_by"
	for i := range lines[1:] {
		lines[i+1] += ",A,none,mayor"
	}
	in, err := c.ReadImport("p.csv", []byte(strings.Join(lines, "\n")), november)
	if err != nil || !slices.Equal(in.Changed, []string{"harbour"}) || !slices.Equal(in.Same, []string{"sailors"}) || len(in.Notices) != 3 {
		t.Fatalf("got %+v, %v", in, err)
	}
	after, err := f.Take(in)
	if err != nil {
		t.Fatal(err)
	}
	if v := place(t, after, "harbour"); v.Reason != content.Unconfirmed {
		t.Errorf("the new phone is %q, want unconfirmed", v.Reason)
	}
	if !place(t, after, "sailors").Printed() {
		t.Error("what did not change has lost its confirmation")
	}
	written, err := os.ReadFile(filepath.Join(f.Path, "places.toml"))
	if err != nil || strings.Count(string(written), "[[place]]") != 1 || strings.Contains(string(written), "sailors") {
		t.Errorf("the town's file has more than what changed: %v\n%s", err, written)
	}
	again, err := f.Confirm([]string{"harbour"}, "clerk", november)
	if err != nil || !place(t, again, "harbour").Printed() {
		t.Errorf("confirmed, and still not printed: %v", err)
	}
}

func place(t testing.TB, c *content.Content, id string) content.Verdict {
	t.Helper()
	i := slices.IndexFunc(c.Places, func(p content.Place) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("there is no place %s", id)
	}
	return c.Place(c.Places[i], november)
}

func TestImportRefusesAndTells(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"a dead line", "123 456 789", "987 654 321", `p.csv:2: the phone "987 654 321" is on the do-not-print list`},
		{"a dead name", "Sailors' club", "Old Ferry Company", `p.csv:3: the text in "en" names what is on the do-not-print list`},
		{"a phone too short", "123 456 789", "8010156", "p.csv:2: the phone \"8010156\" has not the shape"},
		{"an unknown column", "area", "region", `p.csv:1: there is no column "region"`},
		{"no id", "id,kind", "kind,kind", `the column "id" is missing`},
		{"twice", "sailors,", "harbour,", `p.csv:3: "harbour" is in row 2`},
		{"a formula", "Port", "=1+1", "takes for a formula"},
		{"to come", "2026-11-01", "2026-12-24", "which is still to come"},
		{"a status of its own", "active", "open", `status is "open"`},
		{"an old encoding", "Port", "P\xe9rt", "the table is not UTF-8"},
		{"a broken quote", "Port", `"Port`, "p.csv:"},
		{"a name in one language", "Sailors' club", "", `name is missing in "en"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := load(t, story(t))
			in, err := all.ReadImport("p.csv", table(t, all, c.from, c.to), november)
			told := in.Notices.Error()
			if err != nil {
				told = err.Error()
			}
			if !strings.Contains(told, strings.ReplaceAll(c.want, "takes", "take")) {
				t.Errorf("got %v\nwant %q", told, c.want)
			}
		})
	}
}

func TestImportLeavesNewerAlone(t *testing.T) {
	c := load(t, story(t))
	old := strings.Replace(string(table(t, c, "123 456 789", "123 456 111")), "2026-11-01", "2026-10-01", 1)
	in, err := c.ReadImport("p.csv", []byte(old), november)
	if err != nil || len(in.Places) != 0 || !slices.Equal(in.Older, []string{"harbour"}) {
		t.Errorf("got %+v, %v", in, err)
	}
}

// TestTakeKeepsTheFile: a clerk's comments and other entries stay as they are.
func TestTakeKeepsTheFile(t *testing.T) {
	f := atHome(t)
	c := open(t, content.Folder{Pack: f.Pack})
	in, err := c.ReadImport("p.csv", table(t, c, "1 Quay Street", "2 Quay Street"), november)
	if err != nil {
		t.Fatal(err)
	}
	own := "# ours\n[[place]]\nid = \"harbour\"\n" + "kind = \"public\"\ntopics = [\n  \"SEA\",\n]\narea = \"Port\"\nname.en = \"H\"\nname.ar = \"H\"\ncost = \"free\"\n" +
		"papers = \"no\"\nanswers = \"town\"\nstatus = \"active\"\ncertainty = \"A\"\nconfirm = \"none\"\nsource = \"we\"\nverified_on = 2026-11-01\n\n# the club\n"
	club := strings.Replace(strings.Replace(own, "# ours\n", "", 1), "harbour", "club", 1)
	if err := os.MkdirAll(f.Path, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(f.Path, "places.toml"), []byte(own+club), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Take(in); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(f.Path, "places.toml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"# ours\n[[place]]\nid = \"harbour\"\n", "2 Quay Street", "\n\n# the club\n" + club} {
		if !strings.Contains(string(got), want) {
			t.Errorf("the file has no %q:\n%s", want, got)
		}
	}
	if strings.Count(string(got), "[[place]]") != 2 {
		t.Errorf("the file is\n%s", got)
	}
}

// TestNothingUnusableIsWritten: a confirmation beside a broken file is refused, and the file is as it was.
func TestNothingUnusableIsWritten(t *testing.T) {
	f := atHome(t)
	for name, err := range map[string]error{
		"no role":    second(f.Confirm([]string{"tide"}, "Mr X", november)),
		"no such id": second(f.Confirm([]string{"tides"}, "mayor", november)),
		"no text":    second(f.Approve(content.Key{Topic: "SEA", Language: "fr"}, "mayor", november)),
		"no folder":  second(content.Folder{Pack: f.Pack}.Confirm([]string{"tide"}, "mayor", november)),
	} {
		if !errors.Is(err, content.ErrRole) && !errors.Is(err, content.ErrUnknown) && !errors.Is(err, content.ErrNoFolder) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if files, _ := os.ReadDir(f.Path); len(files) != 0 {
		t.Errorf("something was written: %v", files)
	}
}

func second(_ *content.Content, err error) error { return err }

func TestApproveWritesWhatIsApproved(t *testing.T) {
	f := atHome(t)
	c, err := f.Approve(content.Key{Topic: "SEA", Language: "ar"}, "mayor", november)
	if err != nil {
		t.Fatal(err)
	}
	if page(t, c, "ar", november).Draft || !page(t, c, "en", november).Draft {
		t.Error("the approved page is a draft, or the other is not")
	}
	if got, want := page(t, c, "ar", november).Title, page(t, load(t, story(t)), "ar", november).Title; got != want {
		t.Errorf("the title is %q, want %q", got, want)
	}
}

func TestGaps(t *testing.T) {
	c := load(t, story(t))
	gaps := c.Gaps(november)
	if len(gaps) != 2 || gaps[0].Topic != "SEA" || !slices.Equal(gaps[0].Living, []string{"harbour"}) || gaps[1].Topic != "HID" || len(gaps[1].Living) != 0 {
		t.Errorf("got %+v", gaps)
	}
	files := story(t)
	for _, line := range []string{`address = { en = "1 Quay Street", ar = `, `phones = ["123 456 789"]`, `hours = ["mon-fri 08:00-12:00"]`} {
		replace(t, files, "places.toml", line, "# "+line)
	}
	if gaps := load(t, files).Gaps(november); len(gaps[0].Living) != 0 {
		t.Errorf("a card with nothing to offer lives: %+v", gaps[0])
	}
}

func TestDiff(t *testing.T) {
	before := load(t, story(t))
	if d := content.Diff(before, load(t, story(t))); len(d) != 0 {
		t.Errorf("the same differs: %+v", d)
	}
	files := story(t)
	replace(t, files, "facts.toml", "at 6.", "at 7.")
	replace(t, files, "places.toml", `id = "sailors"`, `id = "seamen"`)
	got := content.Diff(before, load(t, files))
	want := []string{"changed fact tide", "removed place sailors", "added place seamen"}
	var said []string
	for _, c := range got {
		said = append(said, c.What+" "+c.Kind+" "+c.ID)
	}
	slices.Sort(said)
	slices.Sort(want)
	if !slices.Equal(said, want) {
		t.Errorf("got %v, want %v", said, want)
	}
}

func FuzzImport(f *testing.F) {
	c := load(f, story(f))
	f.Add(table(f, c, "", ""))
	f.Add([]byte("id;name_en\n\"a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := c.ReadImport("p.csv", data, november)
		if err != nil && !errors.Is(err, content.ErrContent) {
			t.Fatalf("an unnamed error: %v", err)
		}
		for _, p := range in.Places {
			if p.VerifiedOn > november {
				t.Errorf("a place was verified on a day to come: %+v", p)
			}
		}
		for _, id := range in.Added {
			if i := slices.IndexFunc(in.Places, func(p content.Place) bool { return p.ID == id }); in.Places[i].Needed() == 0 {
				t.Errorf("a new place needs no confirmation: %+v", in.Places[i])
			}
		}
	})
}
