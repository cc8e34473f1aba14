// Package queue is the domain of one weekly desk: who waits, who is called next, how long it will
// take, from the opening of a session to its closing. It is pure: no clock, no disk, no network, and
// no import but the standard library. Decisions are made by [Floor.Decide], which turns a [Command]
// into [Event] values or refuses it with a named error; state is a fold of those events by
// [Floor.Apply]. A journal that keeps the events therefore keeps everything.
//
// # Goals
//
//   - A [Number] is given once in a session, whatever happens.
//   - A call is exclusive by construction: a desk has one ticket, a ticket has one desk.
//   - Nobody is forgotten. Language and priority reorder the line only within a bound: no waiting
//     ticket is passed by more than [Rules.Overtakes] later tickets (4 unless the town says
//     otherwise) at desks able to serve it. See [Floor.Next].
//   - A ticket whose language nobody present speaks is flagged at once, and after [Rules.Patience]
//     is offered to every desk.
//   - A waiting time is told as a range from the floor as it is, or as not known. See [Outlook.Forecast].
//
// # What is never known here
//
// Events bear a desk, never a mediator. Priority is yes or no, never its reason. No event bears a
// time of day: [Event.At] counts from the opening of the session, so that a wrong clock cannot
// disturb the order and a seized journal cannot say when somebody came. The journal itself is
// destroyed when the session closes; only [Measures] remain, and they are counts.
package queue
