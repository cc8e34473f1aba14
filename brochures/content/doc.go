// Package content holds what leaflets and screens say of a country and a town, and decides what of it may be printed today.
//
// [Load] reads a country's pack and a town's folder over it, and reports every fault at once. [Content.Page] makes the
// page of a topic in a language as of a day. Nothing else makes pages, and all rules stand in one file, rules.go: what is
// uncertain, unconfirmed, expired or on the do-not-print list has no way around them.
//
// The formats are described in docs/content.md.
package content
