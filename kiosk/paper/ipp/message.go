// Package ipp speaks the part of the Internet Printing Protocol that the kiosk needs (RFC 8010 and 8011): to ask
// a printer what it can do and how it is, to print a document, to follow its job and to cancel it.
package ipp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Tags of RFC 8010, 3.5.
const (
	tagOperation = 0x01
	tagJob       = 0x02
	tagEnd       = 0x03

	tagInteger  = 0x21
	tagBoolean  = 0x22
	tagEnum     = 0x23
	tagName     = 0x42
	tagKeyword  = 0x44
	tagURI      = 0x45
	tagCharset  = 0x47
	tagLanguage = 0x48
	tagMime     = 0x49
	delimiters  = 0x10 // tags below begin a group
	valueless   = 0x20 // tags below, down to there, say that there is no value
)

// ErrMessage says that an answer is not one of the protocol.
var ErrMessage = errors.New("not an answer of a printer")

// request is a message to a printer.
type request struct{ bytes.Buffer }

// newRequest begins a message: version 2.0, an operation, and what every operation begins with.
func newRequest(operation uint16, printer string) *request {
	r := &request{}
	r.Write([]byte{2, 0, byte(operation >> 8), byte(operation), 0, 0, 0, 1, tagOperation})
	r.text(tagCharset, "attributes-charset", "utf-8")
	r.text(tagLanguage, "attributes-natural-language", "en")
	r.text(tagURI, "printer-uri", printer)
	r.text(tagName, "requesting-user-name", "guichet")
	return r
}

// text adds an attribute with one value or several.
func (r *request) text(tag byte, name string, values ...string) {
	for _, v := range values {
		r.value(tag, name, []byte(v))
		name = "" // a further value has no name
	}
}

func (r *request) number(tag byte, name string, v int) {
	r.value(tag, name, binary.BigEndian.AppendUint32(nil, uint32(v)))
}

func (r *request) value(tag byte, name string, v []byte) {
	r.WriteByte(tag)
	r.counted([]byte(name))
	r.counted(v)
}

func (r *request) counted(b []byte) {
	r.Write(binary.BigEndian.AppendUint16(nil, uint16(len(b))))
	r.Write(b)
}

// attributes are those of an answer, of all its groups.
type attributes map[string][]string

// first is the first value of an attribute; empty when it has none.
func (a attributes) first(name string) string {
	if v := a[name]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// answer is a message from a printer.
type answer struct {
	status     uint16
	attributes attributes
}

// header is the length of what comes before the attributes.
const header = 8

// parse reads an answer. Whatever a printer sends, it ends, and reads nothing beyond the message.
func parse(b []byte) (answer, error) {
	if len(b) < header {
		return answer{}, fmt.Errorf("%w: %d bytes", ErrMessage, len(b))
	}
	out := answer{status: binary.BigEndian.Uint16(b[2:]), attributes: attributes{}}
	b = b[header:]
	for name := ""; ; {
		if len(b) == 0 {
			return answer{}, fmt.Errorf("%w: it has no end", ErrMessage)
		}
		tag := b[0]
		if tag == tagEnd {
			return out, nil
		}
		if b = b[1:]; tag < delimiters {
			continue
		}
		next, rest, ok := cut(b)
		value, rest, okValue := cut(rest)
		if !ok || !okValue {
			return answer{}, fmt.Errorf("%w: it ends in the middle", ErrMessage)
		}
		if len(next) > 0 {
			name = string(next)
		}
		if b = rest; tag >= valueless {
			out.attributes[name] = append(out.attributes[name], written(tag, value))
		}
	}
}

// cut takes a counted piece off the front.
func cut(b []byte) (piece, rest []byte, ok bool) {
	if len(b) < 2 {
		return nil, nil, false
	}
	n := int(binary.BigEndian.Uint16(b))
	if len(b) < 2+n {
		return nil, nil, false
	}
	return b[2 : 2+n], b[2+n:], true
}

// written is a value as text.
func written(tag byte, v []byte) string {
	switch {
	case (tag == tagInteger || tag == tagEnum) && len(v) == 4:
		return fmt.Sprint(int32(binary.BigEndian.Uint32(v)))
	case tag == tagBoolean && len(v) == 1:
		return fmt.Sprint(v[0] != 0)
	default:
		return strings.ToValidUTF8(string(v), "?")
	}
}
