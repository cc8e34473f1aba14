// Package pdf writes tagged PDF files (PDF 1.7, to the rules of PDF/A-3b and PDF/UA-1) from text that package typeset has set.
//
// The writer below it, fpdf, can neither shape text nor tag it, so the work is shared. fpdf lays out the file, its pages and
// its bookmarks. This package draws, with fonts of its own making, in which every cluster of letters is one glyph (marks
// and moved vowels are baked into it); and then rewrites fpdf's objects: fonts with true ToUnicode tables, the structure
// tree, metadata, and object streams.
//
// A vowel that is drawn before its consonant, or a mark above a letter, cannot come apart: the code of a
// cluster's first letter draws all of it, and each further letter has a blank code of its own, so that whoever
// copies or searches meets single letters in the order of the text. In right-to-left runs the order is turned,
// because readers turn it back letter by letter.
//
// The same calls give the same bytes. Nothing reads a clock.
package pdf
