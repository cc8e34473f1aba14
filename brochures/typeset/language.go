package typeset

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/go-text/typesetting/language"
)

// Language is what the engine must know of a language to set it.
type Language struct {
	// Tag is the BCP 47 tag, as in "ar", "ff-Adlm" or "fr-TN".
	Tag string
	// RightToLeft is the base direction of every paragraph in this language.
	RightToLeft bool
	// Leading is the distance between baselines, as a multiple of the size: tall scripts need more air.
	Leading float64

	script language.Script
	tag    language.Language
	zero   rune
}

// languages maps primary language tags to scripts.
var languages = byTag(languageScripts)

// languageScripts lists the primary language tags by the script that they are written in unless the tag says otherwise.
var languageScripts = map[string]string{
	"Latn": "af an aa ak ast ay az bm bs br ca ceb co cs cy da de dag dyo dyu ee en eo es et eu ext fat ff fi fil fj fo fr frp fur fy ga gaa gd gl gn guw ha haw hr ht hu id ie ig ilo is it " +
		"jv kab kbp kg kge kj kl kmb knk kr kri ku la lb lg ln lt lu lua luo lv mag men mg mh mi mos ms mt na nb nd ng nl nn no nr nso ny oc om pap pcm pl pt qu rm rn rif ro rup rw sc sco se sg shi sk sl sm sn so sq srr ss st su sus " +
		"sv sw szl tem tet tk tl tn to tpi tr ts tum tw ty tzm umb uz ve vi vo wa wo xh yo za zu zza",
	"Arab": "ar aeb arq ary arz acm apc fa prs ps sd ug ur ckb ks lrc glk mzn bqi azb pnb skr bal",
	"Hebr": "he yi lad",
	"Syrc": "syr aii", "Thaa": "dv", "Nkoo": "nqo", "Rohg": "rhg",
	"Cyrl": "ru uk be bg mk sr kk ky tg mn tt ba cv os ab ce av sah udm kv",
	"Grek": "el", "Armn": "hy", "Geor": "ka xmf", "Ethi": "am ti tig gez sgw",
	"Tfng": "zgh ber thv",
	"Beng": "bn as", "Deva": "hi ne mr sa mai bho kok doi", "Gujr": "gu", "Guru": "pa", "Taml": "ta", "Telu": "te",
	"Knda": "kn", "Mlym": "ml", "Sinh": "si", "Orya": "or", "Thai": "th", "Laoo": "lo", "Khmr": "km", "Mymr": "my",
	"Tibt": "bo dz", "Olck": "sat", "Cher": "chr", "Cans": "iu cr", "Vaii": "vai",
}

func byTag(table map[string]string) map[string]string {
	tags := map[string]string{}
	for script, list := range table {
		for _, tag := range strings.Fields(list) {
			tags[tag] = script
		}
	}
	return tags
}

// rightToLeft holds the scripts written from right to left.
var rightToLeft = map[language.Script]bool{
	language.Arabic: true, language.Hebrew: true, language.Syriac: true, language.Thaana: true, language.Nko: true,
	language.Adlam: true, language.Hanifi_Rohingya: true, language.Mandaic: true, language.Samaritan: true,
}

// leadings holds the scripts whose letters stack higher or hang lower than Latin ones.
var leadings = map[language.Script]float64{
	language.Arabic: 1.6, language.Nko: 1.6, language.Adlam: 1.6, language.Syriac: 1.6, language.Thaana: 1.6, language.Hanifi_Rohingya: 1.7,
	language.Tibetan: 1.8, language.Myanmar: 1.8, language.Khmer: 1.8, language.Thai: 1.6, language.Lao: 1.6, language.Ethiopic: 1.5,
	language.Devanagari: 1.6, language.Bengali: 1.6, language.Tamil: 1.6, language.Telugu: 1.7, language.Kannada: 1.7,
	language.Malayalam: 1.7, language.Sinhala: 1.7, language.Gujarati: 1.6, language.Gurmukhi: 1.6, language.Oriya: 1.7,
}

// zeros holds the digit zero of the languages whose readers expect digits of their own; all others read 0 to 9.
// Ticket numbers are never written with these: they are Latin letters and Western digits everywhere.
var zeros = map[string]rune{
	"fa": 0x06F0, "prs": 0x06F0, "ps": 0x06F0, "ckb": 0x0660, "nqo": 0x07C0, "bn": 0x09E6, "as": 0x09E6,
	"ne": 0x0966, "mr": 0x0966, "my": 0x1040, "dz": 0x0F20, "bo": 0x0F20, "rhg": 0x10D30,
}

// ErrLanguage says that a language is not known, and so neither is its direction.
var ErrLanguage = errors.New("typeset: language not known")

// LookupLanguage returns what the engine knows of a BCP 47 tag. A script in the tag ("ff-Adlm", "ms-Arab") is obeyed; a
// language that the engine does not know, without a script, is an error: its direction would be a guess.
func LookupLanguage(tag string) (Language, error) {
	parts := strings.Split(tag, "-")
	primary := strings.ToLower(parts[0])
	name := languages[primary]
	for _, part := range parts[1:] {
		if len(part) == 4 {
			name = part
		}
	}
	script, err := language.ParseScript(name)
	if err != nil || primary == "" {
		return Language{}, fmt.Errorf("%w: %q; add its script, as in %q", ErrLanguage, tag, primary+"-Latn")
	}
	l := Language{Tag: tag, RightToLeft: rightToLeft[script], Leading: leadings[script], script: script, tag: language.NewLanguage(tag), zero: zeros[primary]}
	if l.Leading == 0 {
		l.Leading = 1.45
	}
	if script == language.Adlam {
		l.zero = 0x1E950
	}
	return l, nil
}

// Number writes n with the digits that readers of the language expect.
func (l Language) Number(n int) string {
	western := strconv.Itoa(n)
	if l.zero == 0 {
		return western
	}
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return r
		}
		return l.zero + r - '0'
	}, western)
}
