package typeset

import (
	"strings"
	"testing"

	"github.com/go-text/typesetting/language"
)

func TestEachLanguageHasOneScriptWithAFont(t *testing.T) {
	fonts := OpenFonts("")
	for tag, script := range languages {
		s, err := language.ParseScript(script)
		if err != nil || families[s] == "" {
			t.Errorf("%s: script %s has no font family", tag, script)
			continue
		}
		if _, err := fonts.load(families[s] + regular); err != nil {
			t.Errorf("%s: %v", tag, err)
		}
	}
	seen := map[string]string{}
	for script, list := range languageScripts {
		for _, tag := range strings.Fields(list) {
			if seen[tag] != "" {
				t.Errorf("%s is listed for %s and %s", tag, seen[tag], script)
			}
			seen[tag] = script
		}
	}
}

func TestFacesExistForEveryFamily(t *testing.T) {
	fonts := OpenFonts("")
	for script, family := range families {
		if _, err := fonts.load(family + regular); err != nil {
			t.Errorf("%s: %v", script, err)
		}
	}
}
