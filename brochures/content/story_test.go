package content_test

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"guichet/brochures/content"
)

// story reads the made-up country of testdata/elsewhere into memory, so that a test may change a file of it.
func story(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	disk := os.DirFS("testdata/elsewhere")
	err := fs.WalkDir(disk, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(disk, name)
		files[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// replace changes a file; it fails when there is nothing to change.
func replace(t testing.TB, files fstest.MapFS, name, from, to string) {
	t.Helper()
	old := string(files[name].Data)
	if !strings.Contains(old, from) {
		t.Fatalf("%s has no %q", name, from)
	}
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(old, from, to, 1))}
}

func load(t testing.TB, layers ...fstest.MapFS) *content.Content {
	t.Helper()
	c, err := content.Load(asLayers(layers)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func asLayers(all []fstest.MapFS) (layers []content.Layer) {
	for i, files := range all {
		layers = append(layers, content.Layer{Name: path.Join("layer", string(rune('0'+i))), Files: files})
	}
	return layers
}

// page makes the page of the sea and fails when it cannot be made.
func page(t testing.TB, c *content.Content, language string, on content.Date) content.Page {
	t.Helper()
	p, err := c.Page(content.Key{Topic: "SEA", Language: language}, on, content.Town{Name: "Elsewhere"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}
