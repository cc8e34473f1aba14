// Package statistics makes the figures that leave the desk: for a week, a quarter or a year, from a
// fixed list of tables ([Plan]), under one rule ([DefaultRule]), and only when an attacker who reads
// every published file and knows the rule can pin no small count ([Gate]).
//
// [Build] is a pure function from counts to a [Release]. A release is stored by the caller and never
// made twice; [Write] is a pure function from a stored release to files, so a second export gives the
// same bytes. [Verify] reads such a folder back, [Attack] attacks any number of them together.
//
// # What is protected
//
// A small cell is a figure shown as "less than 8". It is safe when the attacker must leave it at
// least [SafeValues] possible values, zero among them: nobody can then be said to have come, or to
// have been alone. "Not stated" is never published: it is the slack that breaks subtraction, and no
// trait of anybody. There are no totals of tables, for the same reason; visits and requests stand alone.
//
// Shares, medians and the sheet of a year ([Indicators]) follow from the figures alone, as intervals: they
// tell nothing that the figures do not.
//
// Where a table together with what is already published would fall to the attacker, it is withheld
// ([Release.Withheld]), in the fixed order of [Plan]. The decision is a function of rounded figures
// alone. A reader may still learn from it that the withheld table would have been unsafe.
//
// # What is not promised
//
// Nothing here protects against background knowledge: who knows seven of "less than 8" knows them.
package statistics
