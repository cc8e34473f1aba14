// Package typeset sets text of any script and direction: it turns marked-up text into lines of placed glyphs.
//
// [Typesetter.Set] shapes a paragraph once; [Paragraph.Break] breaks it to a width, as often as wanted. What comes out
// belongs to no device: glyph numbers of a font, advances in that font's units, and the letters that each glyph stands for.
// A PDF page, a thermal slip and a screen place the same glyphs, so they cannot disagree about what a text looks like.
//
// # Order
//
// The direction of a paragraph is that of its [Language], never guessed from its letters: an Arabic sentence that begins with
// a Latin name is still Arabic. Embeddings and overrides in the input are ignored, so that a name typed by somebody cannot
// turn a page around; isolates are honoured. Telephone numbers, web addresses and mail addresses are isolated on their own,
// because the rules of Unicode would show their groups in reverse inside right-to-left text.
//
// # Letters and fonts
//
// Every letter takes the first font that has it: the fonts of the language, then the font of the letter's script, then the
// symbols. A letter that no font has is a [MissingError], never a box on paper.
//
// # Units
//
// Glyph measures are in units of their face ([Face.UnitsPerEm] to the em), x to the right and y up. Sizes, widths and
// positions of runs are in whatever unit the caller gives sizes in: points for paper, dots or pixels for a raster.
package typeset
