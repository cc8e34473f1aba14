package export

import (
	"fmt"
	"sync"

	"guichet/brochures/typeset"
	"guichet/queue/statistics"
	"guichet/queue/statistics/report"
)

// Files renders a release. The names are those of the files in the folder, without the manifest, and
// each of the first three is there in French, Arabic and English:
//
//   - figures-fr.csv for people (UTF-8 with a byte order mark, semicolons, CRLF);
//   - figures-fr.xlsx, a workbook with a sheet for each table;
//   - report-fr.pdf, the printed report;
//   - tidy.csv and indicators.csv for machines (codes, commas), datapackage.json (Frictionless, the rule in
//     words) and release.json (everything).
//
// The same release gives the same bytes, by the same program; the report, with the same fonts.
func Files(r statistics.Release, fonts *typeset.Fonts) (map[string][]byte, error) {
	files, err := derived(r)
	if err != nil {
		return nil, err
	}
	reports, err := inEachLanguage(func(language string) ([]byte, error) { return report.Render(r, language, fonts) })
	for language, text := range reports {
		files["report-"+language+".pdf"] = text
	}
	return files, err
}

// derived are the files that depend on nothing but the release: verifying makes them again.
func derived(r statistics.Release) (map[string][]byte, error) {
	if err := r.Validate(); err != nil {
		return nil, fmt.Errorf("render %v: %w", r.Period, err)
	}
	files := map[string][]byte{}
	var err error
	for _, language := range statistics.Languages() {
		if files["figures-"+language+".csv"], err = sheet(r, language); err != nil {
			return nil, err
		}
	}
	for name, render := range map[string]func() ([]byte, error){
		"tidy.csv":         func() ([]byte, error) { return tidy(r, nil) },
		"indicators.csv":   func() ([]byte, error) { return indicators(r) },
		"release.json":     func() ([]byte, error) { return indented(r) },
		"datapackage.json": func() ([]byte, error) { return indented(datapackage(r)) },
	} {
		if files[name], err = render(); err != nil {
			return nil, fmt.Errorf("render %s: %w", name, err)
		}
	}
	books, err := inEachLanguage(func(language string) ([]byte, error) { return workbook(r, language) })
	for language, text := range books {
		files["figures-"+language+".xlsx"] = text
	}
	return files, err
}

// inEachLanguage renders in all languages at once.
func inEachLanguage(render func(language string) ([]byte, error)) (map[string][]byte, error) {
	var (
		wait  sync.WaitGroup
		mu    sync.Mutex
		texts = map[string][]byte{}
		fault error
	)
	for _, language := range statistics.Languages() {
		wait.Go(func() {
			text, err := render(language)
			mu.Lock()
			defer mu.Unlock()
			texts[language] = text
			if err != nil && fault == nil {
				fault = err
			}
		})
	}
	wait.Wait()
	return texts, fault
}
