package journal

import (
	"database/sql"
	"errors"
	"net/url"
	"os"
)

// WriteMark writes a mark as an append does.
func WriteMark(path string, m Mark) error {
	f, err := openMark(path + markSuffix)
	if err != nil {
		return err
	}
	return errors.Join(f.write(m), f.close())
}

// TearMark spoils one slot of a mark.
func TearMark(path string, slot int64) error {
	f, err := os.OpenFile(path+markSuffix, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt([]byte("torn"), slot*slotSize+16)
	return errors.Join(err, f.Close())
}

// Lengthen makes the log as long as it gets.
func Lengthen(j *File) error {
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: j.path, RawQuery: pragmas}).String())
	if err != nil {
		return err
	}
	for !j.lengthen(db) {
	}
	return db.Close()
}

// LogBound is how long that is.
const LogBound = logBound
