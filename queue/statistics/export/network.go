package export

import (
	"fmt"
	"os"
	"path/filepath"

	"guichet/queue/statistics"
)

// Network renders merged releases as two tables of all towns: network.csv, the figures, and indicators.csv,
// what follows from them, themes that towns compare by among it. Of a corrected period they have the
// correction alone.
func Network(merged []statistics.Release) (map[string][]byte, error) {
	figures, following := [][]string{tidyHeader}, [][]string{indicatorHeader}
	for i, r := range merged {
		if i+1 < len(merged) && merged[i+1].Town == r.Town && merged[i+1].Period == r.Period {
			continue
		}
		figures, following = append(figures, rows(r)...), append(following, indicatorRows(r)...)
	}
	files := map[string][]byte{}
	var err error
	for name, lines := range map[string][][]string{"network.csv": figures, "indicators.csv": following} {
		if files[name], err = plainCSV(lines); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// WriteNetwork puts the tables into a folder, which it makes if need be. Each is replaced whole or not at
// all; the same releases give the same bytes.
func WriteNetwork(dir string, merged []statistics.Release) error {
	files, err := Network(merged)
	if err != nil {
		return fmt.Errorf("write the network's tables: %w", err)
	}
	if _, err := openTarget(dir); err != nil {
		return fmt.Errorf("write the network's tables: %w", err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("write the network's tables: %w", explain(err))
	}
	for name, text := range files {
		if err := WriteFile(filepath.Join(dir, name), text); err != nil {
			return fmt.Errorf("write the network's tables: %w", err)
		}
	}
	return nil
}
