package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"regexp"
	"slices"
)

// pictureTypes are the entries for pictures in a workbook's list of types: the library adds them in the
// order of a map, and no workbook of ours has a picture.
var pictureTypes = regexp.MustCompile(`<Default Extension="[a-z]+" ContentType="image/[a-z-]+"></Default>`)

const typesPart = "[Content_Types].xml"

// inOrder puts the parts of a workbook in one order, the list of types first. The library writes
// them in the order of a map, which differs from run to run, and a second export must give the same bytes.
func inOrder(book []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil, err
	}
	parts := slices.Clone(r.File)
	slices.SortFunc(parts, func(a, b *zip.File) int {
		return cmp.Or(rank(a.Name)-rank(b.Name), cmp.Compare(a.Name, b.Name))
	})
	var sorted bytes.Buffer
	w := zip.NewWriter(&sorted)
	for _, p := range parts {
		if err := copyPart(w, p); err != nil {
			return nil, errors.Join(err, w.Close())
		}
	}
	err = w.Close()
	return sorted.Bytes(), err
}

func copyPart(w *zip.Writer, p *zip.File) error {
	if p.Name != typesPart {
		return w.Copy(p)
	}
	from, err := p.Open()
	if err != nil {
		return err
	}
	text, err := io.ReadAll(from)
	if err := errors.Join(err, from.Close()); err != nil {
		return err
	}
	to, err := w.Create(typesPart)
	if err == nil {
		_, err = to.Write(pictureTypes.ReplaceAll(text, nil))
	}
	return err
}

func rank(name string) int {
	if name == typesPart {
		return 0
	}
	return 1
}
