package paper_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"guichet/kiosk/paper"
	"guichet/kiosk/paper/papertest"
)

// certificate is one that a printer may have made itself, with its key.
func certificate(t *testing.T, until time.Time) (crt, key []byte) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"},
		NotBefore: until.AddDate(-10, 0, 0), NotAfter: until,
	}
	crt, err = x509.CreateCertificate(rand.Reader, &c, &c, k.Public(), k)
	if err != nil {
		t.Fatal(err)
	}
	if key, err = x509.MarshalPKCS8PrivateKey(k); err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: crt}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key})
}

// keys is a folder from which ippeveprinter takes a certificate.
func keys(t *testing.T, until time.Time) string {
	t.Helper()
	dir := t.TempDir()
	crt, key := certificate(t, until)
	for name, b := range map[string][]byte{"localhost.crt": crt, "localhost.key": key} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

var (
	untrusted = paper.Result{Outcome: paper.NotSent, Status: paper.Untrusted}
	away      = paper.Result{Outcome: paper.NotSent, Status: paper.Offline}
)

// TestCertificates: a printer that signs its own certificate is printed on when the town has noted that certificate, and
// while it shows no other. Whether it has run out does not matter then: what was noted is the certificate.
func TestCertificates(t *testing.T) {
	sound, lapsed := time.Now().AddDate(1, 0, 0), time.Now().AddDate(-1, 0, 0)
	for name, until := range map[string]time.Time{"sound": sound, "lapsed": lapsed} {
		t.Run(name, func(t *testing.T) {
			e := papertest.NewEverywhere(t, keys(t, until))
			if got := office(t, e.Secure()).Print(t.Context(), papertest.Sample()); got != untrusted {
				t.Errorf("nobody vouches for it: %+v", got)
			}
			other := e.Secure() + "?certificate=" + strings.Repeat("ab", 32)
			if got := office(t, other).Print(t.Context(), papertest.Sample()); got != untrusted {
				t.Errorf("another was noted: %+v", got)
			}
			if got := len(e.Documents()); got != 0 {
				t.Errorf("%d documents arrived at a printer that is not trusted", got)
			}
			noted := withCertificate(t, e.Secure())
			if got := office(t, noted).Print(t.Context(), papertest.Sample()); got.Outcome != paper.Sent || len(e.Documents()) != 1 {
				t.Errorf("it was noted: %+v, %d documents", got, len(e.Documents()))
			}
		})
	}
}

// changing is a printer that takes everything, and shows another certificate from a connection on.
func changing(t *testing.T, from int64) (address string, heard *atomic.Int64) {
	t.Helper()
	heard = new(atomic.Int64)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		heard.Add(1)
		_, _ = w.Write(idle) // the reader may be gone
	}))
	var pairs [2]*tls.Config
	for i := range pairs {
		pair, err := tls.X509KeyPair(certificate(t, time.Now().AddDate(1, 0, 0)))
		if err != nil {
			t.Fatal(err)
		}
		pairs[i] = &tls.Config{Certificates: []tls.Certificate{pair}}
	}
	var connections atomic.Int64
	server.TLS = &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		if connections.Add(1) >= from {
			return pairs[1], nil
		}
		return pairs[0], nil
	}}
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // handshakes fail here on purpose
	server.StartTLS()
	t.Cleanup(server.Close)
	return withCertificate(t, "ipps"+strings.TrimPrefix(server.URL, "https")+"/ipp/print"), heard
}

// TestCertificateChanges: a certificate that changes between two questions of one job ends it, and no word of the document
// is sent. Each step is a connection: what it is asked (the first was of whoever noted it), whether it would, the document.
func TestCertificateChanges(t *testing.T) {
	for steps := range int64(3) {
		address, heard := changing(t, steps+2)
		if got := office(t, address).Print(t.Context(), papertest.Sample()); got != untrusted || heard.Load() != steps {
			t.Errorf("after %d steps: %+v; it heard %d", steps, got, heard.Load())
		}
	}
}

// TestNoSecureLine: what does not speak TLS is not printed on, and holds nobody.
func TestNoSecureLine(t *testing.T) {
	bare := papertest.NewOffice(t)
	address := strings.Replace(bare.Address(), "ipp:", "ipps:", 1) + "?certificate=" + strings.Repeat("ab", 32)
	if got := office(t, address).Print(t.Context(), papertest.Sample()); got != away {
		t.Errorf("a printer without TLS: %+v", got)
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close() //nolint:errcheck // it said nothing
	p, begun := open(t, "ipps://"+silent.Addr().String()+"/ipp/print"), time.Now()
	got := within(t, 300*time.Millisecond, func(ctx context.Context) paper.Result { return p.Print(ctx, papertest.Sample()) })
	if took := time.Since(begun); got.Outcome != paper.NotSent || took > 3*time.Second {
		t.Errorf("a printer that says nothing: %+v after %v", got, took)
	}
}
