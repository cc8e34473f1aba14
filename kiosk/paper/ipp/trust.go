package ipp

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Certificate is the SHA-256 digest of a certificate: what a printer that signs its own is known by.
type Certificate [sha256.Size]byte

// ErrUntrusted says that a printer shows another certificate than the one that was noted for it; or, where none was noted,
// one that nobody vouches for. Nothing was sent.
var ErrUntrusted = errors.New("the printer's certificate is not trusted")

// ParseCertificate reads a digest as printers and browsers show it: 64 hexadecimal digits, with or without colons.
func ParseCertificate(text string) (c Certificate, err error) {
	digits := strings.ReplaceAll(text, ":", "")
	b, err := hex.DecodeString(digits)
	if err != nil || len(b) != len(c) {
		return c, fmt.Errorf("certificate %q: write the %d digits of its SHA-256 digest, 0 to 9 and a to f", text, 2*len(c))
	}
	return Certificate(b), nil
}

// String is its digits.
func (c Certificate) String() string { return hex.EncodeToString(c[:]) }

// Show asks a printer at an ipps address for the certificate that it shows now. Whether it is the printer that one means
// must be seen at the printer.
func Show(ctx context.Context, printer *url.URL) (c Certificate, err error) {
	see := func(s tls.ConnectionState) error { c = shown(s); return nil }
	conn, err := dialTLS(&tls.Config{InsecureSkipVerify: true, VerifyConnection: see})(ctx, "tcp", hostOf(printer))
	if err != nil {
		return c, err
	}
	return c, conn.Close()
}

func shown(s tls.ConnectionState) Certificate { return sha256.Sum256(s.PeerCertificates[0].Raw) }

// trust is how a line is secured. A certificate that was noted is taken for what it is, whatever name and dates it has: printers
// write them as they like, and a kiosk's clock may be wrong. Else authorities of this machine must vouch for it.
func trust(noted *Certificate) *tls.Config {
	if noted == nil {
		return &tls.Config{}
	}
	return &tls.Config{InsecureSkipVerify: true, VerifyConnection: func(s tls.ConnectionState) error {
		if got := shown(s); got != *noted {
			return fmt.Errorf("%w: it is %s", ErrUntrusted, got)
		}
		return nil
	}}
}

// How long a printer may take until it can be spoken to: on a bare line, and with keys to be agreed on, which takes a small
// printer a while.
const (
	reach       = time.Second
	reachSecure = 4 * time.Second
)

// web speaks to printers. What is printed goes to the printer that the town has named and to no other: through nobody, and
// not on to where it is told.
func web(noted *Certificate) *http.Client {
	return &http.Client{
		Timeout:       Patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport:     &http.Transport{DialContext: dial, DialTLSContext: dialTLS(trust(noted)), DisableKeepAlives: true},
	}
}

func dial(ctx context.Context, network, host string) (net.Conn, error) {
	c, err := (&net.Dialer{Timeout: reach}).DialContext(ctx, network, host)
	return c, unsent(err)
}

func dialTLS(config *tls.Config) func(ctx context.Context, network, host string) (net.Conn, error) {
	d := tls.Dialer{NetDialer: &net.Dialer{Timeout: reachSecure}, Config: config}
	return func(ctx context.Context, network, host string) (net.Conn, error) {
		c, err := d.DialContext(ctx, network, host)
		return c, unsent(err)
	}
}

// unsent says of a line that did not come about that nothing was sent on it.
func unsent(err error) error {
	var invalid *tls.CertificateVerificationError
	switch {
	case err == nil, errors.Is(err, ErrUntrusted):
		return err
	case errors.As(err, &invalid):
		return fmt.Errorf("%w: %w", ErrUntrusted, err)
	}
	return fmt.Errorf("%w: %w", ErrUnreachable, err)
}
