package assets

import (
	"embed"
	"io/fs"
	"path"
	"slices"
)

//go:embed packs
var packs embed.FS

// Pack is the folder of a country's content that is compiled into the program.
func Pack(country string) (fs.FS, bool) {
	if !slices.Contains(Packs(), country) {
		return nil, false
	}
	folder, err := fs.Sub(packs, path.Join("packs", country))
	return folder, err == nil
}

// Packs are the countries whose content is compiled in, sorted.
func Packs() (all []string) {
	entries, err := packs.ReadDir("packs")
	if err != nil {
		panic(err) // a broken program: the folder is embedded
	}
	for _, e := range entries {
		all = append(all, e.Name())
	}
	return all
}
