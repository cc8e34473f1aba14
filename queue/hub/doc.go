// Package hub runs the desk of one site: it owns the session's floor and journal, and is the only
// one to change them.
//
// One goroutine decides. It takes the commands that have come in while it was busy, up to a bound,
// decides each on the floor as the one before left it, commits all their events as one transaction,
// and only then answers and publishes: nobody is told a number that is not on the disk. Callers that
// come together share one synchronisation of the disk; that is why sixty-four wait little longer
// than one.
//
// # Ordering
//
// A [Subscription] gives every event of a session once, in the order of its sequence, and sessions
// one after the other. A subscriber that does not keep up is dropped: its channel is closed, and it
// subscribes again from the last event it saw.
//
// # From one session to the next
//
// A session's journal is a file in the folder sessions. When the session closes, its [queue.Measures]
// go to the archive (stats.db) and the file is unlinked. A session that a dead machine left open is
// resumed on the same day and closed on a later one, at the next [Open]. The day never runs
// backwards, whatever the clock does: see [Condition].
package hub
