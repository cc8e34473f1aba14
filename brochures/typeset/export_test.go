package typeset

// OnlyFonts searches one folder and no other.
func OnlyFonts(folder string) *Fonts {
	return &Fonts{folders: []string{folder}, parsed: map[string]*file{}}
}
