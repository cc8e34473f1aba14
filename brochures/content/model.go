package content

// Text is a text by language.
type Text map[string]string

// Origin is where something was written: a file, with the name of its folder before it, and a line from 1.
type Origin struct {
	File string `json:"file"`
	Line int    `json:"line"`
}

// Evidence is why a statement may be believed, and for how long.
type Evidence struct {
	// Certainty is A (a law or an official page was read), B (recent press or UN), C (old, or sources disagree), D (no source) or X (known to be wrong).
	Certainty string `toml:"certainty"`
	// Confirm is how many roles must confirm it before it is printed: none, one or two.
	Confirm string `toml:"confirm"`
	// Critical says that a mistake in it may harm somebody: two roles, and the shortest life.
	Critical   bool   `toml:"safety_critical"`
	Source     string `toml:"source"`
	VerifiedOn Date   `toml:"verified_on"`
	// ExpiresOn is the first day on which it is no longer true, where the thing itself ends; else empty.
	ExpiresOn Date `toml:"expires_on"`
}

// Fact is a sentence that must be true.
type Fact struct {
	ID   string `toml:"id"`
	Kind string `toml:"kind"` // law or practice
	Text Text   `toml:"text"`
	// Otherwise is what stands in its place while it may not be printed: ask (at the desk) or vanish.
	Otherwise string `toml:"otherwise"`
	Evidence
	Origin `toml:"-"`
}

// UsefulNumber is a telephone line that anybody may call.
type UsefulNumber struct {
	ID        string   `toml:"id"`
	Emergency bool     `toml:"emergency"`
	Topics    []string `toml:"topics"`
	Icon      string   `toml:"icon"`
	Phones    []string `toml:"phones"`
	Name      Text     `toml:"name"`
	Answers   string   `toml:"answers"`
	Hours     []string `toml:"hours"`
	Note      Text     `toml:"note"`
	Free      *bool    `toml:"free"` // nil: not known
	Evidence
	Origin `toml:"-"`
}

// Place is where one may be sent.
type Place struct {
	ID        string   `toml:"id"`
	Kind      string   `toml:"kind"`
	Topics    []string `toml:"topics"`
	Area      string   `toml:"area"`
	Name      Text     `toml:"name"`
	Address   Text     `toml:"address"`
	Phones    []string `toml:"phones"`
	Hours     []string `toml:"hours"`
	Languages []string `toml:"languages"`
	Cost      string   `toml:"cost"`
	Papers    string   `toml:"papers"`
	Bring     Text     `toml:"bring"`
	Answers   string   `toml:"answers"`
	Note      Text     `toml:"note"`
	Status    string   `toml:"status"`
	// StatusSince is when the status was found; empty: when the place was verified.
	StatusSince Date `toml:"status_since"`
	Evidence
	Origin `toml:"-"`
}

// Topic is what people ask about.
type Topic struct {
	Code string `toml:"code"`
	Icon string `toml:"icon"`
	// Private says that the topic stands behind the one neutral door.
	Private  bool `toml:"private"`
	Brochure bool `toml:"brochure"`
	Name     Text `toml:"name"`
	// Say is the sentence to say at the place, in the languages spoken there; Sound is how the Arabic one sounds, in Latin letters.
	Say    Text   `toml:"say"`
	Sound  string `toml:"sound"`
	Origin `toml:"-"`
}

// Holiday is a day on which public places are closed: one of every year, or dates that are announced.
type Holiday struct {
	Name     Text   `toml:"name"`
	Day      string `toml:"day"` // month and day, "03-20"
	Dates    []Date `toml:"dates"`
	Expected bool   `toml:"expected"` // not announced yet
	Origin   `toml:"-"`
}

// Entry is something that must never be printed.
type Entry struct {
	Words  []string `toml:"words"`
	Phones []string `toml:"phones"`
	Reason string   `toml:"reason"`
	Source string   `toml:"source"`
	Origin `toml:"-"`
}

// Confirmation says that a role found a fact, a number or a place true, as it was written then.
type Confirmation struct {
	ID     string `toml:"id"`
	By     string `toml:"by"`
	On     Date   `toml:"on"`
	Of     string `toml:"of"` // the digest of what was confirmed
	Origin `toml:"-"`
}

// Country is what holds for a whole country.
type Country struct {
	Name      Text     `toml:"name"`
	Languages []string `toml:"languages"`
	Roles     []string `toml:"roles"`
	Phone     Shape    `toml:"phone"`
	Days      Days     `toml:"days"`
}

// Days is how long something stays true after it was verified.
type Days struct {
	Law      int `toml:"law"`
	Fact     int `toml:"fact"`
	Critical int `toml:"critical"`
	Unknown  int `toml:"unknown"`
}

// Brochure is a text about a topic in one language, as it was written.
type Brochure struct {
	Title    string   `toml:"title"`
	Subtitle string   `toml:"subtitle"`
	Topic    string   `toml:"topic"`
	Language string   `toml:"language"`
	Facts    []string `toml:"facts"`
	Approval Approval `toml:"approval"`
	// Body is the text in Markdown; it begins at line BodyLine of the file.
	Body     string `toml:"-"`
	BodyLine int    `toml:"-"`
	Origin   `toml:"-"`
}

// Approval is who approved a text, and which. The zero Approval is a draft.
type Approval struct {
	By   string
	On   Date
	Text string // the digest of what was approved
}

// Content is a pack with a town's folder over it.
type Content struct {
	Country
	Topics        []Topic
	Facts         []Fact
	Numbers       []UsefulNumber
	Places        []Place
	Holidays      []Holiday
	Entries       []Entry
	Confirmations []Confirmation
	Brochures     []Brochure
	// Notices are what is wrong and left out by the rules.
	Notices Problems

	// unread are the files that could not be read: what they hold is not missed.
	unread map[string]bool
	bans   bans
	facts  map[string]int // by id, in Facts
	texts  map[Key]int    // by topic and language, in Brochures
	// digests are what confirmations are of, by id.
	digests map[string]string
}

// Key names a brochure.
type Key struct{ Topic, Language string }
