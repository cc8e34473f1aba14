// Package paper turns what the kiosk has to say into paper: the slips of tickets on a roll printer, brochures
// and orientation slips on an office printer.
//
// A [Printer] takes a [Document] and tells its [Status]; printers are ESC/POS roll printers ([Thermal]), IPP
// printers and CUPS queues ([Office]), and a folder ([Folder]). What they say is never made better than it is:
// a printer that does not answer is unknown, not fine, and a document that a printer took is sent, not printed.
//
// The [Spool] sends slips one after the other, and knows of each whether it may be on paper; pages are kept in
// memory alone, since nothing that is stored may say what somebody read.
package paper
