package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// file is a PDF file as numbered objects: the text of each between "n 0 obj" and "endobj". Object 0 is not used.
type file struct {
	objects [][]byte
	catalog int
	packer  *zlib.Writer // serves all streams: a new one costs a megabyte
}

var errForeign = errors.New("pdf: fpdf's output is not laid out as expected")

var (
	crossReference = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	rootEntry      = regexp.MustCompile(`/Root (\d+) 0 R`)
)

// parse splits what fpdf wrote, by its cross-reference table.
func parse(data []byte) (*file, error) {
	match := crossReference.FindSubmatch(data)
	if match == nil {
		return nil, errForeign
	}
	at, err := strconv.Atoi(string(match[1]))
	if err != nil || at >= len(data) {
		return nil, errForeign
	}
	table, count := data[at:], 0
	if _, err := fmt.Sscanf(string(table[:min(40, len(table))]), "xref\n0 %d\n", &count); err != nil {
		return nil, errForeign
	}
	f := &file{objects: make([][]byte, count)}
	root := rootEntry.FindSubmatch(table)
	if root == nil {
		return nil, errForeign
	}
	f.catalog, _ = strconv.Atoi(string(root[1]))
	entries := table[bytes.Index(table, []byte("0000000000 65535 f")):]
	for n := 1; n < count; n++ {
		if f.objects[n], err = object(data, entries[20*n:], n); err != nil {
			return nil, err
		}
	}
	return f, nil
}

// object returns the body of object n, whose entry in the cross-reference table comes first in entry.
func object(data, entry []byte, n int) ([]byte, error) {
	if len(entry) < 10 {
		return nil, errForeign
	}
	offset, err := strconv.Atoi(string(entry[:10]))
	head := fmt.Appendf(nil, "%d 0 obj\n", n)
	if err != nil || offset >= len(data) || !bytes.HasPrefix(data[offset:], head) {
		return nil, errForeign
	}
	body := data[offset+len(head):]
	if start := bytes.Index(body, []byte("stream\n")); start >= 0 && start < bytes.Index(body, []byte("endobj")) {
		length := lengthEntry.FindSubmatch(body[:start])
		if length == nil {
			return nil, errForeign
		}
		size, _ := strconv.Atoi(string(length[1]))
		return body[:start+size+len("stream\n\nendstream\n")], nil
	}
	return body[:bytes.Index(body, []byte("endobj"))], nil
}

var lengthEntry = regexp.MustCompile(`/Length (\d+)`)

// add appends an object and returns its number.
func (f *file) add(body string) int {
	f.objects = append(f.objects, []byte(body))
	return len(f.objects) - 1
}

// addStream appends a stream with the given entries of its dictionary, compressed.
func (f *file) addStream(entries string, data []byte) int {
	f.objects = append(f.objects, f.stream(entries, data))
	return len(f.objects) - 1
}

func (f *file) stream(entries string, data []byte) []byte {
	packed := f.compress(data)
	head := fmt.Sprintf("<<%s /Filter /FlateDecode /Length %d>>\nstream\n", entries, len(packed))
	return append(append([]byte(head), packed...), "\nendstream\n"...)
}

func (f *file) compress(data []byte) []byte {
	var out bytes.Buffer
	if f.packer == nil {
		f.packer = zlib.NewWriter(&out)
	}
	f.packer.Reset(&out)
	_, _ = f.packer.Write(data) // a bytes.Buffer takes everything
	_ = f.packer.Close()
	return out.Bytes()
}

func isStream(object []byte) bool { return bytes.Contains(object, []byte(">>\nstream\n")) }

// perStream is the number of objects that are packed together.
const perStream = 200

// bytes writes the file with its small objects packed into object streams, which halves a tagged document.
func (f *file) bytes(info int) []byte {
	places := make([]place, len(f.objects))
	var loose, packed []int
	for n := 1; n < len(f.objects); n++ {
		if isStream(f.objects[n]) {
			loose = append(loose, n)
		} else {
			packed = append(packed, n)
		}
	}
	for len(packed) > 0 {
		group := packed[:min(perStream, len(packed))]
		packed = packed[len(group):]
		n := f.pack(group)
		loose = append(loose, n)
		places = append(places, place{})
		for i, member := range group {
			places[member] = place{packed: true, at: n, index: i}
		}
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	for _, n := range loose {
		places[n] = place{at: out.Len()}
		fmt.Fprintf(&out, "%d 0 obj\n%sendobj\n", n, f.objects[n])
	}
	f.close(&out, places, info)
	return out.Bytes()
}

// place says where an object is: at an offset of the file, or within an object stream.
type place struct {
	packed    bool
	at, index int
}

// pack writes an object stream.
func (f *file) pack(group []int) int {
	var head, body bytes.Buffer
	for _, n := range group {
		fmt.Fprintf(&head, "%d %d ", n, body.Len())
		body.Write(bytes.TrimSpace(f.objects[n]))
		body.WriteByte('\n')
	}
	entries := fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(group), head.Len())
	return f.addStream(entries, append(head.Bytes(), body.Bytes()...))
}

// close writes the cross-reference stream. The file's identifier is a hash of what it holds.
func (f *file) close(out *bytes.Buffer, places []place, info int) {
	self := len(f.objects)
	start := out.Len()
	table := []byte{0, 0, 0, 0, 0xFF, 0xFF}
	for _, p := range append(places[1:], place{at: start}) {
		kind, second := byte(1), 0
		if p.packed {
			kind, second = 2, p.index
		}
		table = append(table, kind, byte(p.at>>16), byte(p.at>>8), byte(p.at), byte(second>>8), byte(second))
	}
	id := sha256.Sum256(out.Bytes())
	entries := fmt.Sprintf("/Type /XRef /Size %d /W [1 3 2] /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]", self+1, f.catalog, info, id[:16], id[:16])
	fmt.Fprintf(out, "%d 0 obj\n%sendobj\nstartxref\n%d\n%%%%EOF\n", self, f.stream(entries, table), start)
}
