// Package orientation keeps what a desk may remember: which topics were asked about in a week, what
// the desk did, and how its sessions went. It is the only file of the appliance that outlives a day
// (stats.db), so it is made to be harmless in any hands.
//
// A [Request] is a topic, an outcome and a coarse profile, all from the closed lists of [Fields]. One
// to three of them are one visit, recorded at once by [Store.Record]. [Store.Import] takes the same
// from a paper tally. [Store.Counts] adds them up for a [Week]; [Store.Report] makes the plain
// counts that the desk itself may read. [Measures] are the figures of one session of the queue.
// [Store.CountBrochure] counts what was printed: a counter for a week, a topic and a language.
//
// # What is never stored
//
// No name, no nationality, no free text, no ticket, no desk, no mediator, and no time: a request
// carries its ISO week and nothing finer. Visits are not persons and are not kept either: the
// requests of one visit cannot be told from those of two.
//
// Protected topics (exploitation, violence against women, a child in danger, asylum) are stored as
// one topic, [Protection], without outcome and without profile. Whoever records one may fill in the
// shared profile of the visit, and even an outcome: both are checked, so that a slip of the hand is
// noticed, and then dropped before anything is written. The database refuses a protected row that
// has anything beside its week. Two protected topics in one visit are stored as one. In [Counts] the
// protected requests appear under the topic only, so the other fields add up to the rest.
//
// Sex and age are not written down where their combination with the language came fewer than five
// times in twelve weeks: in a small town it would be a person. To know that, the file counts
// combinations to five, by week and without topic, and forgets them after twelve weeks.
//
// # What becomes of it
//
// [Store.Fold] turns the requests of a quarter into counts by one field and week, and by two fields and
// quarter, and deletes them. [Store.Forget] deletes counts and measures that are too old. Who calls
// them decides when; see queue/hub.
//
// # Order tells nothing
//
// Who sat at the desk at ten is easy to know for someone who watched the door; if rows kept their
// order, the tenth row would be theirs. Three places keep an order, and each is closed:
//
//   - the order of keys: a key is 64 random bits and there is no rowid beside it;
//   - the write-ahead log: it is emptied after every write (checkpoint, truncate);
//   - the layout of a page: SQLite puts new cells below older ones, whatever their keys. So the file
//     is rewritten in order of keys (VACUUM) after every write, and again at opening after a crash.
//
// The rewriting takes milliseconds on the file of a year and happens some fifty times a week.
// It cannot erase what a flash disk keeps in worn-out cells; encrypt the disk. Nor does it hide
// from someone who copies the file twice in a session what came in between: back up between
// sessions only. The file's own date, kept by the file system, tells when it was last written.
//
// A tally is remembered by a hash of its sorted rows and not of its bytes: the hash of a short file
// could be undone by trying all orders of its lines, and paper is filled in order of arrival.
//
// # Storage
//
// SQLite in WAL mode with synchronous=FULL: when a method returns nil, the disk has it. A failed
// commit may have succeeded all the same, so the keys are looked up before an error is returned;
// [ErrInDoubt] is the rest. The whole file is verified when it is opened. Newer files, foreign files
// and damaged files are refused and left as they are ([ErrNewer], [ErrForeign], [ErrDamaged]).
//
// One process may hold the file at a time: the caller holds the lock on the data folder. A Store is
// safe for concurrent use; calls wait for each other.
//
// This package does not publish. [Report] is marked NOT FOR PUBLICATION because small counts point
// to people; disclosure control stands elsewhere.
package orientation
