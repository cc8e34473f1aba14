// Package kiosk holds what happens on the screens as pure functions: a state and an event give the
// next state and the effects to carry out. It knows no toolkit, no disk and no clock: a screen draws
// a state, a shell carries out effects and brings their results back as events.
//
// # The visitor
//
// Three touches lead from the welcome to a ticket: a language, a need, and "take a ticket" with the
// language to speak already chosen. Every state has a [Cue], so that each screen can be heard. A
// visit ends by itself: after a minute of silence the screen asks, and half a minute later it
// forgets. What a visitor chose is never kept longer than the visit.
//
// # One touch, one ticket
//
// A visit has a key, given to it when it begins. Every request for a ticket carries that key, so
// that a double touch, a retry after a fault, and a touch that was answered too late are one ticket.
//
// # The mediator
//
// [Staff] is one mediator's window, behind the desk's PIN: the line, the desk, what is noted of a visit, the session. What
// can be done in a state is a list of [Act], each with its key of the keyboard, so that a screen and a keyboard cannot
// disagree. One act leads on: next, at the desk, next.
//
// # One screen for both
//
// [Shared] is the only screen of a town: visitors have it, and a mediator comes in by the desk's PIN. It holds both flows and
// says whose turn it is.
package kiosk
