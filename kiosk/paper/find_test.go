package paper

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

func TestFind(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "lp0"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	all := Finder{Devices: dir, Server: "127.0.0.1:1"}.Find(t.Context())
	want := Found{SlipRole, "usb:" + filepath.Join(dir, "lp0"), "usb"}
	if len(all) == 0 || all[0] != want {
		t.Errorf("found %+v", all)
	}
	announced := `+;eth0;IPv4;Office;_ipp._tcp;local
=;eth0;IPv4;Office;_ipp._tcp;local;office.local;192.168.1.9;631;"txtvers=1" "rp=ipp/print" "pdl=application/pdf"
=;eth0;IPv6;Office;_ipp._tcp;local;office.local;fe80::1;631;"rp=ipp/print"
=;eth0;IPv4;Everywhere;_ipp._tcp;local;vm.local;127.0.0.1;8631;"qtotal=1" "txtvers=1" "TLS=1.2" "Duplex=F" "ty=Example Printer" "rp=ipp/print"
=;wlan0;IPv4;Office;_ipp._tcp;local;office.local;192.168.1.9;631;"rp=ipp/print"
nonsense;;;
`
	got := readAnnounced("ipp", []byte(announced))
	if want := []string{"ipp://192.168.1.9:631/ipp/print", "ipp://127.0.0.1:8631/ipp/print"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v", got)
	}
}
