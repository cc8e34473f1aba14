package statistics

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
)

// Geometric draws whole numbers with two-sided geometric noise: z with a chance proportional to
// exp(-|z| Numerator/Denominator), exactly. It uses whole numbers and a cryptographic source alone;
// floating-point noise has holes through which counts can be read. The method is that of Canonne,
// Kamath and Steinke, "The Discrete Gaussian for Differential Privacy" (2020), algorithms 1 and 2.
//
// Noise protects only when it is drawn once: store the result, and never draw again for a period.
type Geometric struct {
	// Numerator / Denominator is epsilon, the privacy spent on one table; both are at least 1.
	Numerator, Denominator int64
	// Source is crypto/rand.Reader when nil. Anything else is for tests.
	Source io.Reader
}

// Draw gives one number. It fails when the source does.
func (g Geometric) Draw() (int64, error) {
	if g.Numerator < 1 || g.Denominator < 1 {
		return 0, errors.New("draw noise: epsilon must be a fraction of two positive numbers")
	}
	if g.Source == nil {
		g.Source = rand.Reader
	}
	for {
		size, err := g.magnitude()
		if err != nil {
			return 0, fmt.Errorf("draw noise: %w", err)
		}
		negative, err := g.below(2)
		if err != nil {
			return 0, fmt.Errorf("draw noise: %w", err)
		}
		switch {
		case negative == 0:
			return size, nil
		case size > 0: // zero must not be twice as likely
			return -size, nil
		}
	}
}

// magnitude is geometric: k with a chance proportional to exp(-k Numerator/Denominator). It draws
// the remainder by rejection, the quotient by trials that succeed with chance exp(-1).
func (g Geometric) magnitude() (int64, error) {
	for {
		u, err := g.below(g.Denominator)
		if err != nil {
			return 0, err
		}
		if taken, err := g.exponential(u, g.Denominator); err != nil || !taken {
			if err != nil {
				return 0, err
			}
			continue
		}
		whole := int64(0)
		for {
			again, err := g.exponential(1, 1)
			if err != nil {
				return 0, err
			}
			if !again {
				return (u + g.Denominator*whole) / g.Numerator, nil
			}
			whole++
		}
	}
}

// exponential is true with chance exp(-a/b), for a from 0 to b.
func (g Geometric) exponential(a, b int64) (bool, error) {
	for k := int64(1); ; k++ {
		n, err := g.below(b * k)
		if err != nil {
			return false, err
		}
		if n >= a { // a trial with chance a/(bk) failed
			return k%2 == 1, nil
		}
	}
}

// below is a number from 0 to n-1, each as likely.
func (g Geometric) below(n int64) (int64, error) {
	v, err := rand.Int(g.Source, big.NewInt(n))
	if err != nil {
		return 0, err
	}
	return v.Int64(), nil
}
