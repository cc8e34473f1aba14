-- One session. Everything in this file is destroyed when the session closes.

-- The ordered events, one row for each append: the only truth. The other tables are second locks on
-- it, or follow from it. An append holds one event or many, one JSON value a line: in a rush the cost of a
-- row would be paid for each visitor.
CREATE TABLE append (
	last   INTEGER PRIMARY KEY, -- the sequence of its last event
	first  INTEGER NOT NULL CHECK (first BETWEEN 1 AND last),
	number INTEGER NOT NULL,    -- the last number given so far
	events TEXT NOT NULL
) STRICT;

-- Sequences have no gap and are never used again.
CREATE TRIGGER append_follows BEFORE INSERT ON append
WHEN NEW.first <> (SELECT coalesce(max(last), 0) + 1 FROM append)
BEGIN
	SELECT RAISE(FAIL, 'the events do not follow the last append');
END;

-- A number is given once, an idempotency key and a come-back code are used once. These tables are as
-- narrow as can be. Keys that ascend are written to one page, others to a page for each.
CREATE TABLE given (
	first INTEGER PRIMARY KEY CHECK (first > 0),
	last  INTEGER NOT NULL CHECK (last >= first) -- one append gives a run of numbers
) STRICT;
CREATE TRIGGER given_once BEFORE INSERT ON given
WHEN (SELECT last FROM given WHERE first <= NEW.last ORDER BY first DESC LIMIT 1) >= NEW.first
BEGIN
	SELECT RAISE(FAIL, 'the number was given before');
END;
CREATE TABLE key (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE code (nonce TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

-- A desk has one ticket, a ticket has one desk.
CREATE TABLE occupied (
	desk   INTEGER PRIMARY KEY CHECK (desk > 0),
	number INTEGER NOT NULL UNIQUE
) STRICT;

-- The slips that have moved on their way to paper, by the event that issued the ticket. All others are queued:
-- the event says so.
CREATE TABLE job (
	seq     INTEGER PRIMARY KEY,
	state   TEXT NOT NULL DEFAULT 'queued'
		CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'given up')),
	printed INTEGER NOT NULL DEFAULT 0 CHECK (printed IN (0, 1)),
	copies  INTEGER NOT NULL DEFAULT 0 CHECK (copies >= 0),
	reason  TEXT NOT NULL DEFAULT ''
) STRICT;

-- Where the wall clock stood at the last append, so that the session clock goes on after a restart.
-- One row: no event has a time of day.
CREATE TABLE clock (
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	wall INTEGER NOT NULL
) STRICT;
