// Package journal makes the events of one session durable: one SQLite file per session, in
// write-ahead mode with full synchronisation, so that what [File.Append] has acknowledged survives a
// power cut. Each append is one transaction: the events, the second locks (unique numbers, keys,
// codes; one ticket per desk), and where the clock stood. A ticket's print job is queued by the event that
// issued it, so that neither is ever there without the other; only what becomes of it later is written apart.
//
// # An independent high-water mark
//
// SQLite takes the first damaged frame of its log for the end of it: acknowledged events that come
// after vanish without a word. Beside the file therefore lies a small one, the [Mark], that knows
// the last number given. It is written and synchronised while the transaction commits, so that
// [File.Append] returns when both are durable. A mark above the journal means that numbers may be in
// people's hands that the journal does not know: they are put back in line.
//
// # After an error
//
// An error from a commit does not mean that nothing was committed: read [File.Since] before saying
// anything to anybody. After an input/output error the file refuses all further work with
// [ErrStopped] until it is opened again, which verifies it. A full disk is not such an error: the
// transaction is undone, and the next may succeed.
//
// # Forgetting
//
// [Erase] unlinks the file, its log and its mark. Nothing here is ever backed up.
package journal
