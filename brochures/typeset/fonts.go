package typeset

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
)

// FontsVariable names the environment variable whose folders are searched for fonts before all others.
const FontsVariable = "GUICHET_FONTS"

const (
	textPackage = "fonts-noto-core"
	iconPackage = "fonts-material-design-icons-iconfont"
	iconFamily  = "MaterialIcons"
)

// systemFolders is where Debian's packages put the fonts.
var systemFolders = []string{"/usr/share/fonts/truetype/noto", "/usr/share/fonts/truetype/material-design-icons-iconfont"}

// FontError says that a font file is nowhere, and which Debian package brings it.
type FontError struct {
	File, Package string
	Folders       []string
}

func (e *FontError) Error() string {
	return fmt.Sprintf("typeset: font %s is not in %s: install the Debian package %s, or name the folder that holds it in %s",
		e.File, strings.Join(e.Folders, " nor in "), e.Package, FontsVariable)
}

// Fonts finds font files and keeps them parsed. It may be shared between goroutines; a [Typesetter] may not.
type Fonts struct {
	folders []string
	mu      sync.Mutex
	parsed  map[string]*file
}

type file struct {
	name string
	data []byte
	font *font.Font // without outlines
	err  error

	drawing  sync.Once
	outlines *font.Font
}

// drawable returns the font with its outlines, which are read when they are first asked for: those who write PDF need none.
func (f *file) drawable() *font.Font {
	f.drawing.Do(func() {
		face, err := font.ParseTTF(bytes.NewReader(without(f.data, "GSUB", "GPOS", "GDEF", "post")))
		if err != nil { // the rest of the same bytes was good
			f.outlines = f.font
			return
		}
		f.outlines = face.Font
	})
	return f.outlines
}

// OpenFonts searches the folders in [FontsVariable], then folder unless empty, then those of the system.
// Nothing is read before a text needs it.
func OpenFonts(folder string) *Fonts {
	folders := filepath.SplitList(os.Getenv(FontsVariable))
	if folder != "" {
		folders = append(folders, folder)
	}
	return &Fonts{folders: append(folders, systemFolders...), parsed: map[string]*file{}}
}

// load returns the parsed font of a name like "NotoSans-Bold".
func (f *Fonts) load(name string) (*file, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.parsed[name]; ok {
		return known, known.err
	}
	read := &file{name: name}
	read.data, read.err = f.read(name + ".ttf")
	if read.err == nil {
		read.font, read.err = parse(name, read.data)
	}
	f.parsed[name] = read
	return read, read.err
}

func (f *Fonts) read(name string) ([]byte, error) {
	for _, folder := range f.folders {
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err == nil {
			return data, nil
		}
		if !os.IsNotExist(err) {
			return nil, fmt.Errorf("typeset: read font: %w", err)
		}
	}
	missing := &FontError{File: name, Package: textPackage, Folders: f.folders}
	if strings.HasPrefix(name, iconFamily) {
		missing.Package = iconPackage
	}
	return nil, missing
}

// parse reads all but the outlines and the names of glyphs, which are most of a font and most of the time. It refuses what the
// PDF back end could not embed: only TrueType outlines can be.
func parse(name string, data []byte) (*font.Font, error) {
	if !bytes.HasPrefix(data, []byte{0, 1, 0, 0}) {
		return nil, fmt.Errorf("typeset: font %s has no TrueType outlines", name)
	}
	face, err := font.ParseTTF(bytes.NewReader(without(data, "glyf", "loca", "post")))
	if err != nil {
		return nil, fmt.Errorf("typeset: parse font %s: %w", name, err)
	}
	return face.Font, nil
}

// without returns a copy of a font in which some tables have names that nobody looks for.
func without(data []byte, names ...string) []byte {
	out := slices.Clone(data)
	for at := 12; at+16 <= len(out) && at < 12+16*int(out[5]); at += 16 {
		if slices.Contains(names, string(out[at:at+4])) {
			out[at] = '-'
		}
	}
	return out
}

// families names the font family of each script; a script that is not here has none in the packages.
var families = map[language.Script]string{
	language.Latin: "NotoSans", language.Greek: "NotoSans", language.Cyrillic: "NotoSans", language.Common: "NotoSans", language.Inherited: "NotoSans",
	language.Arabic: "NotoSansArabic", language.Hebrew: "NotoSansHebrew", language.Syriac: "NotoSansSyriac", language.Thaana: "NotoSansThaana",
	language.Nko: "NotoSansNKo", language.Adlam: "NotoSansAdlam", language.Hanifi_Rohingya: "NotoSansHanifiRohingya",
	language.Armenian: "NotoSansArmenian", language.Georgian: "NotoSansGeorgian", language.Ethiopic: "NotoSansEthiopic",
	language.Tifinagh: "NotoSansTifinagh", language.Coptic: "NotoSansCoptic", language.Vai: "NotoSansVai", language.Bamum: "NotoSansBamum",
	language.Osmanya: "NotoSansOsmanya", language.Bassa_Vah: "NotoSansBassaVah", language.Mende_Kikakui: "NotoSansMendeKikakui",
	language.Bengali: "NotoSansBengali", language.Devanagari: "NotoSansDevanagari", language.Gujarati: "NotoSansGujarati",
	language.Gurmukhi: "NotoSansGurmukhi", language.Tamil: "NotoSansTamil", language.Telugu: "NotoSansTelugu",
	language.Kannada: "NotoSansKannada", language.Malayalam: "NotoSansMalayalam", language.Sinhala: "NotoSansSinhala",
	language.Oriya: "NotoSansOriya", language.Ol_Chiki: "NotoSansOlChiki", language.Meetei_Mayek: "NotoSansMeeteiMayek",
	language.Thai: "NotoSansThai", language.Lao: "NotoSansLao", language.Khmer: "NotoSansKhmer", language.Myanmar: "NotoSansMyanmar",
	language.Tibetan: "NotoSerifTibetan", language.Javanese: "NotoSansJavanese", language.Balinese: "NotoSansBalinese",
	language.Cherokee: "NotoSansCherokee", language.Canadian_Aboriginal: "NotoSansCanadianAboriginal", language.Lisu: "NotoSansLisu",
	language.Mongolian: "NotoSansMongolian", language.Yi: "NotoSansYi", language.Sundanese: "NotoSansSundanese", language.Cham: "NotoSansCham",
}

// common are tried last, for signs that belong to no script: symbols, and the punctuation that scripts borrow from Arabic
// (Adlam's comma) and Devanagari (the danda).
var common = []string{"NotoSansSymbols2", "NotoSansSymbols", "NotoSansMath", "NotoSansArabic", "NotoSansDevanagari"}
