package orientation

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// The codes that the program itself knows. All others are data.
const (
	// NotStated is what a profile field holds when it was not asked or not answered.
	NotStated = "NS"
	// Protection is the topic that every protected topic is stored as.
	Protection = "PRO"
	// OtherLanguage stands for any language without a code of its own.
	OtherLanguage = "other"
)

// Label is a text for people in the three languages of the administration. All are drafts until a
// speaker approves them.
type Label struct {
	EN string `toml:"en" json:"en"`
	FR string `toml:"fr" json:"fr"`
	AR string `toml:"ar" json:"ar"`
}

// In is the label in a language: "fr", "ar", and English for any other.
func (l Label) In(language string) string {
	switch language {
	case "fr":
		return l.FR
	case "ar":
		return l.AR
	default:
		return l.EN
	}
}

// Code is one entry of a closed list.
type Code struct {
	Code string `toml:"code" json:"code"`
	// Into is the code that this one is stored as; empty when it is stored as itself.
	Into string `toml:"into" json:"into,omitempty"`
	Label
}

// Protected says whether a topic is stored as [Protection], without anything else. A screen shows
// all of these as one neutral choice.
func (c Code) Protected() bool { return c.Code == Protection || c.Into == Protection }

// Field is one closed list of a request, in the order in which it is offered.
type Field struct {
	// Name is the column: topic, outcome, sex, age, region, language, group, priority, came_by.
	Name string `toml:"name" json:"name"`
	Label
	Codes []Code `toml:"codes" json:"codes"`
}

// Accepted are the codes that a request may carry.
func (f Field) Accepted() []string {
	codes := make([]string, 0, len(f.Codes))
	for _, c := range f.Codes {
		codes = append(codes, c.Code)
	}
	return codes
}

// Stored are the codes that the database may hold: those that fold into no other.
func (f Field) Stored() []string {
	var codes []string
	for _, c := range f.Codes {
		if c.Into == "" {
			codes = append(codes, c.Code)
		}
	}
	return codes
}

// Lookup finds a code exactly as it is written.
func (f Field) Lookup(code string) (Code, bool) {
	i := slices.IndexFunc(f.Codes, func(c Code) bool { return c.Code == code })
	if i < 0 {
		return Code{}, false
	}
	return f.Codes[i], true
}

// fold is the code that a known code is stored as.
func (f Field) fold(code string) string {
	if c, _ := f.Lookup(code); c.Into != "" {
		return c.Into
	}
	return code
}

// Fields are the nine closed lists, in the order of the columns. The caller may change the copy.
func Fields() []Field {
	fields := slices.Clone(taxonomy().Fields)
	for i := range fields {
		fields[i].Codes = slices.Clone(fields[i].Codes)
	}
	return fields
}

// LanguageCode is the code under which a request in the language of a BCP 47 tag is recorded: the
// tag's own language (fr for fr-TN), or [OtherLanguage], or [NotStated] for an empty tag.
func LanguageCode(tag string) string {
	if tag == "" {
		return NotStated
	}
	base, _, _ := strings.Cut(strings.ToLower(tag), "-")
	languages := taxonomy().Fields[languageField]
	if _, known := languages.Lookup(base); !known {
		return OtherLanguage
	}
	return languages.fold(base)
}

// TopicCode is the code under which a topic is known outside the mediator's head: its own, or
// [Protection] for a protected one. An empty code stays empty; an unknown one is a [FieldError].
func TopicCode(code string) (string, error) {
	topics := taxonomy().Fields[topicField]
	if _, known := topics.Lookup(code); !known && code != "" {
		return "", &FieldError{Field: topics.Name, Value: code, Allowed: topics.Accepted()}
	}
	return topics.fold(code), nil
}

// The places of the fields that the program treats apart.
const (
	topicField    = 0
	outcomeField  = 1
	languageField = 5
)

// lists is the whole of taxonomy.toml.
type lists struct {
	Fields []Field     `toml:"field"`
	Report reportWords `toml:"report"`
}

//go:embed taxonomy.toml
var taxonomyTOML string

// taxonomy is compiled into the program, so an error in it is a broken program.
var taxonomy = sync.OnceValue(func() lists {
	var l lists
	meta, err := toml.Decode(taxonomyTOML, &l)
	if err != nil {
		panic(fmt.Sprintf("taxonomy.toml: %v", err))
	}
	if unknown := meta.Undecoded(); len(unknown) > 0 {
		panic(fmt.Sprintf("taxonomy.toml: unknown keys %v", unknown))
	}
	return l
})
