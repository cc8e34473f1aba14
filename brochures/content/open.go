package content

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"guichet/assets"
)

// Open loads a country's pack with a town's folder over it. The pack is a country that is compiled in, a path to a folder, or
// empty where only one country is compiled in; no folder is an empty one. Errors are [Problems].
func Open(pack, folder string) (*Content, error) {
	layer, err := country(pack)
	if err != nil {
		return nil, err
	}
	layers := []Layer{layer}
	if folder != "" {
		town, err := onDisk(folder)
		if err != nil {
			return nil, err
		}
		layers = append(layers, town)
	}
	return Load(layers...)
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
