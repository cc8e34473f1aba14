package queue

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"time"
)

// ErrCode says that a text is no come-back code of this desk.
var ErrCode = errors.New("not a come-back code of this desk")

// ComeBack is a place at the head of a later session, for a visitor whom this one could not take. It
// holds no personal data: a date, an opening of that date, and a random part that makes it one.
type ComeBack struct {
	Day   Day
	Slot  int    // the opening of that day, from 1
	Nonce string // what is remembered once it is used
}

// A code is 80 bits in 16 letters: the day (15 bits, days since codeEpoch), the opening (3), the
// random part (27) and a signature of them (35). Guessing one at a kiosk is hopeless, and it is short
// enough to be typed from a photograph.
const slotBits, nonceBits, macBits = 3, 27, 35

// What a code is made of, without the dashes between its groups of four.
const (
	CodeSigns  = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	CodeLength = 16
)

var (
	codeEpoch    = time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	codeAlphabet = base32.NewEncoding(CodeSigns).WithPadding(base32.NoPadding)
	// misread are the letters that the alphabet leaves out because they are taken for digits. What
	// separates is dropped; a scanner ends what it types with a line break.
	misread = strings.NewReplacer("O", "0", "I", "1", "L", "1", "-", "", " ", "", "\t", "", "\r", "", "\n", "")
)

// NewComeBack signs a code for a planned opening. The same secret, opening and seed give the same
// code: a visitor who touches twice holds one code, not two.
func NewComeBack(secret []byte, s Slot, seed []byte) string {
	days := s.Day.In(time.UTC).Sub(codeEpoch) / (24 * time.Hour)
	place := uint64(days)<<slotBits | uint64(s.Number)&(1<<slotBits-1)
	nonce := mac(secret, "nonce", binary.BigEndian.AppendUint64(nil, place), seed) & (1<<nonceBits - 1)
	return encodeCode(secret, place<<nonceBits|nonce)
}

func encodeCode(secret []byte, payload uint64) string {
	signature := mac(secret, "code", binary.BigEndian.AppendUint64(nil, payload)) & (1<<macBits - 1)
	raw := binary.BigEndian.AppendUint16(nil, uint16(payload>>(64-macBits)))
	raw = binary.BigEndian.AppendUint64(raw, payload<<macBits|signature)
	text := codeAlphabet.EncodeToString(raw)
	return text[:4] + "-" + text[4:8] + "-" + text[8:12] + "-" + text[12:]
}

// CodeSign reads one sign of a code as somebody types it; false for one that is in no code.
func CodeSign(typed string) (sign string, ok bool) {
	sign = misread.Replace(strings.ToUpper(typed))
	return sign, len(sign) == 1 && strings.Contains(CodeSigns, sign)
}

// OtherSession says for which opening a come-back code is, when that is not the one of the session. It is an [ErrCodeSession].
type OtherSession struct {
	Day  Day
	Slot int // the opening of that day, from 1
}

func (e *OtherSession) Error() string { return fmt.Sprintf("%s: %v", e.Day, ErrCodeSession) }

// Unwrap gives [ErrCodeSession].
func (e *OtherSession) Unwrap() error { return ErrCodeSession }

// ParseComeBack reads a code as people type it and checks its signature.
func ParseComeBack(secret []byte, text string) (ComeBack, error) {
	plain := misread.Replace(strings.ToUpper(text))
	raw, err := codeAlphabet.DecodeString(plain)
	if err != nil || len(plain) != CodeLength {
		return ComeBack{}, fmt.Errorf("%q: %w", text, ErrCode)
	}
	low := binary.BigEndian.Uint64(raw[2:])
	payload := uint64(binary.BigEndian.Uint16(raw))<<(64-macBits) | low>>macBits
	want := misread.Replace(encodeCode(secret, payload))
	if subtle.ConstantTimeCompare([]byte(want), []byte(plain)) != 1 {
		return ComeBack{}, fmt.Errorf("%q: %w", text, ErrCode)
	}
	place := payload >> nonceBits
	day := codeEpoch.AddDate(0, 0, int(place>>slotBits))
	return ComeBack{
		Day: DayOf(day), Slot: int(place & (1<<slotBits - 1)),
		Nonce: fmt.Sprintf("%07x", payload&(1<<nonceBits-1)),
	}, nil
}

// mac is the first 64 bits of HMAC-SHA256 over the parts, each with its length.
func mac(secret []byte, label string, parts ...[]byte) uint64 {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(label))
	for _, p := range parts {
		h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(p))))
		h.Write(p)
	}
	return binary.BigEndian.Uint64(h.Sum(nil))
}
