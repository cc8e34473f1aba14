package main

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"guichet/queue/simulation"
)

type simulateCommand struct {
	Desks       int           `help:"Desks that are open." default:"2"`
	Load        float64       `help:"Work that arrives, as a share of what the desks can do." default:"0.96"`
	Hours       float64       `help:"Length of a session, during which visitors arrive." default:"3"`
	ServiceMean time.Duration `help:"Mean service time." default:"12m"`
	ServiceDist string        `help:"Shape of service times: ${enum}." enum:"lognormal,heavy,exponential" default:"lognormal"`
	Languages   []string      `help:"Languages and their shares, such as fr:60,ar:25,bm:15. Desk 1 speaks all, each further desk one less, down to two." placeholder:"TAG:SHARE"`
	Priority    float64       `help:"Share of visitors with priority, 0 to 1." default:"0"`
	Overtakes   int           `help:"Bound of overtaking." default:"4"`
	Sessions    int           `help:"Sessions to play, each learning from those before." default:"400"`
	Seed        uint64        `help:"The same seed gives the same sessions." default:"1"`
}

// Run plays the sessions. It needs no data folder.
func (c *simulateCommand) Run(p *program) error {
	shares, err := languageShares(c.Languages)
	if err != nil {
		return err
	}
	r, err := simulation.Run(simulation.Setup{
		Desks: c.Desks, Load: c.Load, Length: time.Duration(c.Hours * float64(time.Hour)),
		ServiceMean: c.ServiceMean, Service: simulation.Distribution(c.ServiceDist), Languages: shares,
		Priority: c.Priority, Overtakes: c.Overtakes, Sessions: c.Sessions, Seed: c.Seed,
	})
	if err != nil {
		return err
	}
	p.answer(r, simulationText(r))
	return nil
}

// languageShares reads "fr:60".
func languageShares(texts []string) ([]simulation.Share, error) {
	var out []simulation.Share
	for _, text := range texts {
		tag, share, ok := strings.Cut(text, ":")
		percent, err := strconv.ParseFloat(share, 64)
		if !ok || err != nil {
			return nil, fmt.Errorf("%q is no language with its share, such as fr:60: %w", text, simulation.ErrSetup)
		}
		out = append(out, simulation.Share{Language: tag, Percent: percent})
	}
	return out, nil
}

func simulationText(r simulation.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d sessions, %d visitors; the mean wait was %.1f minutes.\n", r.Sessions, r.Visitors, r.MeanWaitMin)
	fmt.Fprintf(&b, "Served at once: %.0f %%. Told a range that held: %.1f %% (80 %% is meant). Not known yet: %.1f %%.\n",
		100*r.AtOnce, 100*r.Coverage80, 100*r.Unknown)
	fmt.Fprintf(&b, "Nobody was overtaken more than %d times by a desk that could have served them.\n", r.MaxOvertakes)
	fmt.Fprintf(&b, "Error of the forecast, in minutes:   mean %5.1f  median %5.1f\n", r.Mean, r.Median)
	for _, name := range slices.Sorted(maps.Keys(r.Peers)) {
		fmt.Fprintf(&b, "  as %-10s would have told it:   mean %5.1f  median %5.1f\n", name, r.Peers[name].Mean, r.Peers[name].Median)
	}
	return strings.TrimRight(b.String(), "\n")
}
