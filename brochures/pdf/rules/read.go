package rules

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// file is a PDF file in pieces: the text of each object, and the inflated data of each stream.
type file struct {
	objects map[int]string
	streams map[int]string
	trailer string
	catalog int
}

var (
	objectStart = regexp.MustCompile(`(?m)^(\d+) 0 obj\n`)
	streamStart = []byte(">>\nstream\n")
	length      = regexp.MustCompile(`/Length (\d+)`)
)

var errBroken = errors.New("the file cannot be read")

// read walks through the file from its beginning: our files have no gaps and no object twice.
func read(data []byte) (*file, error) {
	f := &file{objects: map[int]string{}, streams: map[int]string{}}
	for at := bytes.Index(data, []byte("\n1 0 obj")) + 1; ; {
		head := objectStart.FindSubmatchIndex(data[at:])
		if head == nil {
			break
		}
		number, _ := strconv.Atoi(string(data[at+head[2] : at+head[3]]))
		end, err := f.object(number, data[at+head[1]:])
		if err != nil {
			return nil, fmt.Errorf("object %d: %w", number, err)
		}
		at += head[1] + end
	}
	for n, text := range f.objects {
		switch {
		case strings.Contains(text, "/Type /ObjStm"):
			f.unpack(n, text)
		case strings.Contains(text, "/Type /XRef"):
			f.trailer = text
		}
	}
	f.catalog = f.reference(f.trailer, "/Root")
	return f, nil
}

// object reads one object and returns where it ends.
func (f *file) object(n int, data []byte) (end int, err error) {
	stop, start := bytes.Index(data, []byte("endobj")), bytes.Index(data, streamStart)
	if stop < 0 {
		return 0, errBroken
	}
	if start < 0 || start > stop {
		f.objects[n] = string(data[:stop])
		return stop, nil
	}
	f.objects[n] = string(data[:start+2])
	match := length.FindStringSubmatch(f.objects[n])
	if match == nil {
		return 0, errBroken
	}
	size, _ := strconv.Atoi(match[1])
	raw := data[start+len(streamStart):][:size]
	f.streams[n] = string(raw)
	if strings.Contains(f.objects[n], "/FlateDecode") {
		r, err := zlib.NewReader(bytes.NewReader(raw))
		if err != nil {
			return 0, err
		}
		inflated, err := io.ReadAll(r)
		if err != nil {
			return 0, err
		}
		f.streams[n] = string(inflated)
	}
	return start + len(streamStart) + size, nil
}

// unpack reads an object stream.
func (f *file) unpack(n int, dictionary string) {
	first := f.number(dictionary, "/First")
	body := f.streams[n]
	fields := strings.Fields(body[:first])
	for i := 0; i+1 < len(fields); i += 2 {
		number, _ := strconv.Atoi(fields[i])
		start, _ := strconv.Atoi(fields[i+1])
		end := len(body) - first
		if i+3 < len(fields) {
			end, _ = strconv.Atoi(fields[i+3])
		}
		f.objects[number] = body[first+start : first+end]
	}
}

func (f *file) number(text, key string) int {
	_, after, _ := strings.Cut(text, key+" ")
	n, _ := strconv.Atoi(strings.TrimRight(strings.FieldsFunc(after+" ", func(r rune) bool { return r < '0' || r > '9' })[0], " "))
	return n
}

// reference returns the object that an entry refers to, or 0.
func (f *file) reference(text, key string) int {
	_, after, found := strings.Cut(text, key+" ")
	if !found {
		return 0
	}
	n := 0
	_, _ = fmt.Sscanf(after, "%d 0 R", &n)
	return n
}
