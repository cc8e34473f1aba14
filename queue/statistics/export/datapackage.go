package export

import (
	"strconv"
	"strings"

	"guichet/queue/orientation"
	"guichet/queue/statistics"
)

// object is a JSON object of the data package, whose keys the standard fixes.
type object = map[string]any

// datapackage describes tidy.csv and indicators.csv by the Frictionless Data Package standard, version 1.
func datapackage(r statistics.Release) object {
	words := statistics.Words()
	return object{
		"profile": "tabular-data-package", "name": "guichet-" + strings.ToLower(r.Period.String()),
		"title": r.Town + " " + r.Period.String(), "version": strconv.Itoa(r.Version), "rule": orientation.Label{EN: r.RuleText("en"), FR: r.RuleText("fr"), AR: r.RuleText("ar")},
		"description": r.RuleText("en"), "themes": words.Themes, "withheld": r.Withheld,
		"resources": []object{
			resource("figures", "tidy.csv", figureFields(r)),
			resource("indicators", "indicators.csv", indicatorFields(r)),
		},
	}
}

func resource(name, path string, fields []object) object {
	return object{
		"name": name, "path": path, "profile": "tabular-data-resource", "format": "csv",
		"mediatype": "text/csv", "encoding": "utf-8",
		"schema": object{"missingValues": []string{""}, "fields": fields},
	}
}

func text(name string, constraints object) object {
	return object{"name": name, "type": "string", "constraints": constraints}
}

func whole(name string, constraints object) object {
	return object{"name": name, "type": "integer", "constraints": constraints}
}

// required is a column without gaps that holds one of some values.
func required(values ...string) object { return object{"required": true, "enum": values} }

func figureFields(r statistics.Release) []object {
	var tables []string
	for _, t := range statistics.TablesOf(r.Period.Kind()) {
		tables = append(tables, t.Name)
	}
	return []object{
		text("period", required(r.Period.String())),
		text("town", object{"required": true}),
		text("table", required(tables...)),
		text("category", object{"required": true}),
		text("category2", object{}),
		whole("value", object{"minimum": 0}),
		text("flag", object{"enum": []string{statistics.FlagLess, statistics.FlagBand, statistics.FlagPlain}}),
	}
}

func indicatorFields(r statistics.Release) []object {
	return []object{
		text("period", required(r.Period.String())),
		text("town", object{"required": true}),
		text("indicator", object{"required": true}),
		text("category", object{}),
		text("unit", required(string(statistics.Percent), string(statistics.Minutes), string(statistics.Visits),
			string(statistics.Requests), string(statistics.Sessions))),
		text("dimension", object{"enum": statistics.Dimensions()}),
		whole("least", object{"required": true, "minimum": 0}),
		whole("greatest", object{"minimum": 0}),
	}
}
