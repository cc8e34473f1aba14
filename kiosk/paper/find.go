package paper

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"guichet/kiosk/paper/ipp"
)

// Found is a printer that could be used: what site.toml would say of it.
type Found struct {
	Role    Role   `json:"role"`
	Address string `json:"address"`
	// How says where it was found: usb, cups or network.
	How string `json:"how"`
}

// Finder looks for printers. The zero value looks where this machine has them.
type Finder struct {
	// Devices is where the kernel has USB printers: /dev/usb unless set. Server is CUPS: localhost:631 unless set.
	Devices, Server string
}

// findTime bounds each place that is looked at.
const findTime = 3 * time.Second

// Find looks at USB, at CUPS, and at what announces itself on the network where avahi runs. What is not there is
// no error.
func (f Finder) Find(ctx context.Context) (all []Found) {
	devices, server := f.Devices, f.Server
	if devices == "" {
		devices = "/dev/usb"
	}
	if server == "" {
		server = "localhost:631"
	}
	nodes, _ := filepath.Glob(filepath.Join(devices, "lp*")) // the pattern is sound
	for _, node := range nodes {
		all = append(all, Found{SlipRole, "usb:" + node, "usb"})
	}
	return append(append(all, queues(ctx, server)...), announced(ctx)...)
}

func queues(ctx context.Context, server string) (all []Found) {
	ctx, cancel := context.WithTimeout(ctx, findTime)
	defer cancel()
	c := ipp.Client{Printer: &url.URL{Scheme: "ipp", Host: server, Path: "/"}}
	addresses, err := c.Queues(ctx)
	if err != nil {
		return nil // no CUPS here
	}
	for _, address := range addresses {
		all = append(all, Found{PageRole, address, "cups"})
	}
	return all
}

// announced asks avahi's own program, which knows how to wait for answers. A printer that can be reached both ways is
// given both ways, and by ipps with the certificate that it shows.
func announced(ctx context.Context) (all []Found) {
	for _, scheme := range []string{"ipp", "ipps"} {
		for _, address := range readAnnounced(scheme, browse(ctx, "_"+scheme+"._tcp")) {
			all = append(all, Found{PageRole, noted(ctx, address), "network"})
		}
	}
	return all
}

func browse(ctx context.Context, kind string) []byte {
	ctx, cancel := context.WithTimeout(ctx, findTime)
	defer cancel()
	c := exec.CommandContext(ctx, "avahi-browse", "--terminate", "--resolve", "--parsable", "--no-db-lookup", kind)
	c.WaitDelay = time.Second
	out, _ := c.Output() // no avahi, no answers
	return out
}

// noted is an address with the certificate that its printer shows, where it shows one.
func noted(ctx context.Context, address string) string {
	if !strings.HasPrefix(address, "ipps:") {
		return address
	}
	ctx, cancel := context.WithTimeout(ctx, findTime)
	defer cancel()
	with, err := WithCertificate(ctx, address)
	if err != nil {
		return address
	}
	return with
}

// readAnnounced reads avahi-browse's lines: =;eth0;IPv4;Name;_ipp._tcp;local;host.local;192.168.1.9;631;"rp=ipp/print" ...
func readAnnounced(scheme string, lines []byte) (all []string) {
	for in := bufio.NewScanner(bytes.NewReader(lines)); in.Scan(); {
		fields := strings.SplitN(in.Text(), ";", 10)
		if len(fields) < 10 || fields[0] != "=" || fields[2] != "IPv4" {
			continue
		}
		path := "ipp/print"
		if _, after, ok := strings.Cut(fields[9], `"rp=`); ok {
			path, _, _ = strings.Cut(after, `"`)
		}
		address := fmt.Sprintf("%s://%s/%s", scheme, net.JoinHostPort(fields[7], fields[8]), path)
		if !slices.Contains(all, address) {
			all = append(all, address)
		}
	}
	return all
}
