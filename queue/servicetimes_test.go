package queue_test

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"guichet/queue"
)

// observed is a histogram of n visits, exponential of this mean.
func observed(n int, mean time.Duration) queue.Histogram {
	rng := rand.New(rand.NewPCG(9, 9))
	var h queue.Histogram
	for range n {
		h[queue.Bin(time.Duration(rng.ExpFloat64()*float64(mean)))]++
	}
	return h
}

// A desk expects its prior until it has seen visits, and then believes those.
func TestLearningConverges(t *testing.T) {
	const truth = 25 * time.Minute
	last := math.Inf(1)
	for _, n := range []int{0, 20, 200, 5000} {
		times := queue.LearnServiceTimes(10*time.Minute, observed(n, truth))
		off := math.Abs((times.Mean() - truth).Minutes())
		if off >= last {
			t.Errorf("after %d visits the mean is off by %.1f minutes, before by %.1f", n, off, last)
		}
		last = off
	}
	if last > 1 {
		t.Errorf("after 5,000 visits the mean is off by %.1f minutes", last)
	}
	times := queue.LearnServiceTimes(10*time.Minute, observed(5000, truth))
	for _, q := range []float64{0.1, 0.5, 0.9, 0.99} {
		want := -math.Log(1-q) * truth.Minutes()
		if got := times.Sample(q).Minutes(); math.Abs(got-want) > 0.5+0.1*want {
			t.Errorf("%g of the visits are shorter than %.1f minutes, want %.1f", q, got, want)
		}
	}
}

// What remains of a visit is what the visits that lasted as long had left: counted, not computed.
func TestTheRestOfAVisit(t *testing.T) {
	times := queue.LearnServiceTimes(0, observed(400, 12*time.Minute))
	for _, elapsed := range []time.Duration{0, 5 * time.Minute, 20 * time.Minute, 45 * time.Minute} {
		rng := rand.New(rand.NewPCG(1, 2))
		var counted, lasting, told float64
		for range 300_000 {
			if visit := times.Sample(rng.Float64()); visit > elapsed {
				counted += (visit - elapsed).Minutes()
				lasting++
			}
			told += times.SampleRest(elapsed, rng.Float64()).Minutes()
		}
		if want, got := counted/lasting, told/300_000; math.Abs(got-want) > 0.05*want {
			t.Errorf("after %v a visit has %.2f minutes left, want %.2f", elapsed, got, want)
		}
	}
}

// Beyond all that was ever seen the rest stays finite, and grows with what has passed.
func TestTheRestBeyondAllThatWasSeen(t *testing.T) {
	times := queue.LearnServiceTimes(0, queue.Histogram{})
	last := time.Duration(0)
	for _, elapsed := range []time.Duration{7 * time.Hour, 20 * time.Hour, 300 * time.Hour} {
		rest := times.SampleRest(elapsed, 0.5)
		if rest <= last || rest > elapsed {
			t.Errorf("after %v there remain %v", elapsed, rest)
		}
		last = rest
	}
}

// Every duration has one bin, and lies in it.
func FuzzBin(f *testing.F) {
	for i := range queue.Bins + 1 {
		f.Add(int64(queue.BinStart(i)))
		f.Add(int64(queue.BinStart(i)) - 1)
	}
	f.Add(int64(math.MinInt64))
	f.Add(int64(math.MaxInt64))
	f.Fuzz(func(t *testing.T, n int64) {
		d := time.Duration(n)
		i := queue.Bin(d)
		if i < 0 || i >= queue.Bins || queue.BinStart(i) > max(0, d) || i < queue.Bins-1 && max(0, d) >= queue.BinStart(i+1) {
			t.Errorf("%v is put into bin %d, from %v to %v", d, i, queue.BinStart(i), queue.BinStart(i+1))
		}
	})
}
