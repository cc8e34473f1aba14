package content

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"guichet/assets"
	"guichet/brochures"
)

// Open loads a country's pack with a town's folder over it. The pack is a country that is compiled in, a path to a folder, or
// empty where only one country is compiled in; no folder is an empty one. Errors are [Problems].
func Open(pack, folder string) (*Content, error) {
	layers, err := layersOf(pack, folder)
	if err != nil {
		return nil, err
	}
	return Load(layers...)
}

// OpenBans reads nothing but the do-not-print lists of a pack and a town's folder, as far as they can be read.
func OpenBans(pack, folder string) []Entry {
	layers, err := layersOf(pack, folder)
	if err != nil {
		return nil
	}
	return Bans(layers...)
}

// Banned gives the first entry of the do-not-print lists that a document names, or nil. It reads nothing else of the
// content: a clerk's own text states no facts of it, but a dead line must not be printed on any paper.
func Banned(d brochures.Document, pack, folder string) (*Entry, error) {
	layers, err := layersOf(pack, folder)
	if err != nil {
		return nil, err
	}
	l := loader{content: &Content{unread: map[string]bool{}}}
	for _, layer := range layers {
		l.country(layer)
	}
	entries := Bans(layers...)
	if e := newBans(entries, l.content.Phone).find((Page{Document: d}).Text()); e >= 0 {
		return &entries[e], nil
	}
	return nil, nil
}

func layersOf(pack, folder string) ([]Layer, error) {
	layer, err := country(pack)
	if err != nil || folder == "" {
		return []Layer{layer}, err
	}
	town, err := onDisk(folder)
	return []Layer{layer, town}, err
}

func country(pack string) (Layer, error) {
	compiled := assets.Packs()
	if strings.Contains(pack, "/") {
		return onDisk(pack)
	}
	if pack == "" && len(compiled) == 1 {
		pack = compiled[0]
	}
	files, ok := assets.Pack(pack)
	if !ok {
		return Layer{}, Problems{{File: "site.toml", Reason: fmt.Sprintf(
			"content.pack is %q: it must be one of %s, or a path to a folder", pack, strings.Join(compiled, ", "))}}
	}
	return Layer{pack, files}, nil
}

func onDisk(folder string) (Layer, error) {
	if s, err := os.Stat(folder); err != nil || !s.IsDir() {
		return Layer{}, Problems{{File: folder, Reason: "this folder of content is not there: mend [content] in site.toml, or make the folder"}}
	}
	return Layer{filepath.Base(folder), os.DirFS(folder)}, nil
}

// OpenOr is [Open], but a town's folder that is wrong is left out: the country's pack alone is used, and what is wrong with the
// folder is returned beside it. A kiosk starts with this.
func OpenOr(pack, folder string) (*Content, error) {
	c, err := Open(pack, folder)
	if err == nil || folder == "" {
		return c, err
	}
	alone, bad := Open(pack, "")
	if bad != nil {
		return nil, bad
	}
	return alone, err
}

// Stamp changes when a file of a folder does.
func Stamp(folders ...string) string {
	var stamp strings.Builder
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // what cannot be read now is a fault when it is loaded
			}
			if info, err := d.Info(); err == nil && !d.IsDir() {
				fmt.Fprintln(&stamp, path, info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
	}
	return digest(stamp.String())
}
