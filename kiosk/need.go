package kiosk

// NeedKey names a need that a visitor can touch. Its words are in the catalogue under "need." and
// this key.
type NeedKey string

// NeedTile is one need: its words, its pictogram and the topic that its ticket bears.
type NeedTile struct {
	Key  NeedKey
	Icon string // name in Material Icons
	// Topic is the code of the orientation request that it leads to.
	Topic string
	// Private is the one tile behind which every protected topic stands, so that nobody reads the
	// choice over a shoulder.
	Private bool
}

// needs in the order in which they are shown, six to a page: what most people come for first.
var needs = []NeedTile{
	{Key: "health", Icon: "medical_services", Topic: "HLT"},
	{Key: "papers", Icon: "badge", Topic: "STA"},
	{Key: "school", Icon: "school", Topic: "EDU"},
	{Key: "work", Icon: "handyman", Topic: "WRK"},
	{Key: "living", Icon: "home", Topic: "HOU"},
	{Key: "private", Icon: "record_voice_over", Topic: "PRO", Private: true},
	{Key: "mother", Icon: "pregnant_woman", Topic: "MCH"},
	{Key: "registry", Icon: "family_restroom", Topic: "CIV"},
	{Key: "justice", Icon: "balance", Topic: "JUS"},
	{Key: "respect", Icon: "groups", Topic: "DIS"},
	{Key: "return", Icon: "flight_land", Topic: "RET"},
	{Key: "other", Icon: "info", Topic: "INF"},
}

// topic is the code of a need.
func (k NeedKey) topic() string {
	for _, n := range needs {
		if n.Key == k {
			return n.Topic
		}
	}
	return ""
}
