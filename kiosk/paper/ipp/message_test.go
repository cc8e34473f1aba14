package ipp

import "testing"

// A printer that says that it has no value for something has none, and not an empty one.
func TestNoValue(t *testing.T) {
	noValue := append([]byte{2, 0, 0, 0, 0, 0, 0, 1, 4, 0x13, 0, 11}, "media-ready\x00\x00\x03"...)
	a, err := parse(noValue)
	if err != nil || len(a.attributes["media-ready"]) != 0 {
		t.Errorf("got %q, %v", a.attributes["media-ready"], err)
	}
}

func TestParseCertificate(t *testing.T) {
	const digits = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9"
	c, err := ParseCertificate("0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9:0A:1B:2C:3D:4E:5F:60:71:82:93:A4:B5:C6:D7:E8:F9")
	if err != nil || c.String() != digits {
		t.Errorf("got %s, %v", c, err)
	}
	for _, bad := range []string{"", "0a1b", digits + "00", digits[:62] + "zz"} {
		if _, err := ParseCertificate(bad); err == nil {
			t.Errorf("%q was taken for a digest", bad)
		}
	}
}
