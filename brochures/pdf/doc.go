// Package pdf writes tagged PDF files (PDF 1.7, to the rules of PDF/A-3b and PDF/UA-1) from text that package typeset has set.
//
// The writer below it, fpdf, can neither shape text nor tag it, so the work is shared. fpdf subsets and embeds fonts and keeps
// pages, contents and bookmarks. This package gives it synthetic fonts, in which every cluster of letters is one glyph with one
// code (marks and moved vowels are baked into it), draws with those codes, and afterwards rewrites fpdf's objects: true
// ToUnicode tables, the structure tree, metadata, and object streams.
//
// One code for one cluster is what gives the words back when text is copied or searched: a vowel that is drawn before its
// consonant, or a mark above a letter, cannot come apart. Codes that stand for several letters of right-to-left text list
// them from the right, because readers reverse such text letter by letter.
//
// The same calls give the same bytes. Nothing reads a clock.
package pdf
