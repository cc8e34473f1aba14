package main

import (
	"bytes"
	"encoding/binary"
	"math"
	"os/exec"
	"time"
)

// ringer is heard when somebody is called.
type ringer interface{ ring() }

// newChime is the chime of a machine that can play sound, or silence.
func newChime() ringer {
	for _, player := range [][]string{{"paplay", "--raw", "--rate=22050", "--format=s16le", "--channels=1"}, {"aplay", "-q", "-t", "raw", "-r", "22050", "-f", "S16_LE", "-c", "1"}} {
		if path, err := exec.LookPath(player[0]); err == nil {
			return &chime{player: append([]string{path}, player[1:]...), sound: chimeSound()}
		}
	}
	return silence{}
}

// silence is the chime of a machine without sound: the board is seen all the same.
type silence struct{}

func (silence) ring() {}

// chime plays its sound in a child process, one at a time: calls that come together ring once.
type chime struct {
	player []string
	sound  []byte
	busy   chan struct{}
}

// longest is how long a player may take before it is taken to hang.
const longest = 5 * time.Second

func (c *chime) ring() {
	if c.busy != nil {
		select {
		case <-c.busy:
		default:
			return
		}
	}
	done := make(chan struct{})
	c.busy = done
	go func() {
		defer close(done)
		player := exec.Command(c.player[0], c.player[1:]...)
		player.Stdin = bytes.NewReader(c.sound)
		if player.Start() != nil {
			return // no sound server: the board is seen all the same
		}
		hangs := time.AfterFunc(longest, func() { _ = player.Process.Kill() })
		_ = player.Wait()
		hangs.Stop()
	}()
}

// The two notes of the chime, in hertz, and how they are sampled.
const (
	firstNote, secondNote = 659.25, 523.25
	sampleRate            = 22050
	noteLength            = sampleRate * 7 / 10
	loudness              = 0.35
)

// chimeSound is two notes that fade, as samples of 16 bits.
func chimeSound() []byte {
	samples := make([]int16, 2*noteLength+noteLength/2)
	for n, pitch := range []float64{firstNote, secondNote} {
		for i := range noteLength * 3 / 2 {
			at := float64(i) / sampleRate
			wave := math.Sin(2*math.Pi*pitch*at) + 0.3*math.Sin(4*math.Pi*pitch*at)
			fade := math.Exp(-4*at) * min(1, at*200)
			samples[n*noteLength+i] += int16(wave * fade * loudness * math.MaxInt16 / 2)
		}
	}
	var out bytes.Buffer
	_ = binary.Write(&out, binary.LittleEndian, samples) // a buffer takes everything
	return out.Bytes()
}
