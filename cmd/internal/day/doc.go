// Package day plays a whole day of a desk in the real windows, as fingers would: its tests start the program on a display of
// their own, touch what it shows, and read what it shows then. The program must be built with the tag "trace", by which it
// says where its controls are; `make day` does so, under the race detector.
package day
