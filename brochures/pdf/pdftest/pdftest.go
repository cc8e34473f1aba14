// Package pdftest has other programs look at our PDF files: one way for leaflets and for reports.
package pdftest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// Tool runs a program that make test installs, and gives what it writes.
func Tool(t testing.TB, name string, args ...string) string {
	t.Helper()
	var faults bytes.Buffer
	command := exec.Command(name, args...)
	command.Stderr = &faults
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", name, strings.Join(args, " "), err, out, faults.String())
	}
	return string(out)
}

// Save writes a file where other programs can read it, until the test ends.
func Save(t testing.TB, file []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pdf")
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// OthersRead fails a test unless qpdf and, strictly, pdfcpu find a file sound, and poppler finds every font
// embedded, subset and mapped to letters. It gives the number of pages.
func OthersRead(t testing.TB, file []byte) string {
	t.Helper()
	path := Save(t, file)
	Tool(t, "qpdf", "--check", path)
	Tool(t, "pdfcpu", "validate", "-m", "strict", path)
	for _, font := range strings.Split(strings.TrimSpace(Tool(t, "pdffonts", path)), "\n")[2:] {
		if !strings.Contains(font, "yes yes yes") {
			t.Errorf("not embedded, subset and mapped: %s", font)
		}
	}
	return strings.TrimSpace(Tool(t, "qpdf", "--show-npages", path))
}
