package export

import "guichet/queue/statistics"

// Network renders merged releases as one tidy CSV. Of a corrected period it has the correction alone.
func Network(merged []statistics.Release) ([]byte, error) {
	lines := [][]string{tidyHeader}
	for i, r := range merged {
		if i+1 < len(merged) && merged[i+1].Town == r.Town && merged[i+1].Period == r.Period {
			continue
		}
		lines = append(lines, rows(r)...)
	}
	return plainCSV(lines)
}
