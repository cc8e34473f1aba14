package content

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrContent says that content cannot be used; the error is [Problems].
var ErrContent = errors.New("the content cannot be used")

// Problem is one thing that is wrong with content, for the person who will mend it.
type Problem struct {
	// File is the path within its folder, with the folder's name before it; Line counts from 1, 0 when it is the whole file.
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Reason string `json:"reason"`
	// Notice says that the content can be used all the same: the rules leave out what is wrong.
	Notice bool `json:"notice,omitempty"`
}

func (p Problem) String() string {
	where := p.File
	if p.Line > 0 {
		where = fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return where + ": " + p.Reason
}

// Problems are all that is wrong, by file and line.
type Problems []Problem

func (p Problems) Error() string {
	lines := make([]string, 0, len(p)+1)
	lines = append(lines, ErrContent.Error()+":")
	for _, one := range p {
		lines = append(lines, one.String())
	}
	return strings.Join(lines, "\n  ")
}

// Is makes errors.Is(err, ErrContent) true.
func (p Problems) Is(target error) bool { return target == ErrContent }

// sorted orders problems as one reads files, each once.
func (p Problems) sorted() Problems {
	slices.SortStableFunc(p, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Reason, b.Reason))
	})
	return slices.Compact(p)
}

// fatal are the problems with which content cannot be used.
func (p Problems) fatal() Problems {
	return slices.DeleteFunc(slices.Clone(p), func(one Problem) bool { return one.Notice })
}
