package site

import (
	"net/url"
	"path/filepath"
	"strings"
)

// Content says where the texts, facts and places of a town come from.
type Content struct {
	// Pack is a country whose content is compiled in, or a folder with one: a path, told by its slash. Empty for the only
	// one there is.
	Pack string
	// Folder is what the town puts over the pack; empty for nothing.
	Folder string
}

// Links are the addresses that are printed with a QR code, one for each purpose; empty where there is none. They are the same
// for everybody, and say nothing of who follows them.
type Links struct {
	App, Town, Download string
}

// maxLink keeps an address short enough for a code that old telephones read.
const maxLink = 120

// links checks the addresses of a town.
func (r *reader) links(d document) Links {
	return Links{
		App:      r.link("links.app", d.Links.App),
		Town:     r.link("links.town", d.Links.Town),
		Download: r.link("links.download", d.Links.Download),
	}
}

func (r *reader) link(name, written string) string {
	written = strings.TrimSpace(written)
	if written == "" {
		return ""
	}
	u, err := url.Parse(written)
	switch {
	case err != nil || u.Scheme != "https" || !strings.Contains(u.Hostname(), "."):
		r.fault("%s: %q must be a whole address that begins with https://", name, written)
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || u.User != nil:
		r.fault("%s: %q has a part that could tell who follows it: leave out everything from ?, # or before @", name, written)
	case len(written) > maxLink:
		r.fault("%s: the address is longer than %d letters: its code could not be read", name, maxLink)
	}
	return written
}

// within takes paths from the folder that site.toml is in.
func (c Content) within(folder string) Content {
	if strings.Contains(c.Pack, "/") && !filepath.IsAbs(c.Pack) {
		c.Pack = filepath.Join(folder, c.Pack)
	}
	if c.Folder != "" && !filepath.IsAbs(c.Folder) {
		c.Folder = filepath.Join(folder, c.Folder)
	}
	return c
}
