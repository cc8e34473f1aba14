-- One session. Everything in this file is destroyed when the session closes.

-- The ordered events: the only truth. The other tables are second locks on it, or follow from it.
CREATE TABLE event (
	seq  INTEGER PRIMARY KEY CHECK (seq > 0),
	kind TEXT NOT NULL,
	body TEXT NOT NULL
) STRICT;

-- A number is given once, an idempotency key and a come-back code are used once. Most tickets have no
-- code, and then take no place in its index.
CREATE TABLE ticket (
	number INTEGER PRIMARY KEY CHECK (number > 0),
	seq    INTEGER NOT NULL,
	key    TEXT,
	code   TEXT
) STRICT;
CREATE UNIQUE INDEX ticket_key ON ticket (key) WHERE key IS NOT NULL;
CREATE UNIQUE INDEX ticket_code ON ticket (code) WHERE code IS NOT NULL;

-- A desk has one ticket, a ticket has one desk.
CREATE TABLE occupied (
	desk   INTEGER PRIMARY KEY CHECK (desk > 0),
	number INTEGER NOT NULL UNIQUE
) STRICT;

-- What is to be printed, committed with the event that asks for it.
CREATE TABLE job (
	seq   INTEGER PRIMARY KEY,
	kind  TEXT NOT NULL CHECK (kind IN ('slip')),
	state TEXT NOT NULL DEFAULT 'queued' CHECK (state IN ('queued'))
) STRICT;

-- Where the wall clock stood at the last commit, so that the session clock goes on after a restart.
-- One row: no event has a time of day.
CREATE TABLE clock (
	id   INTEGER PRIMARY KEY CHECK (id = 1),
	wall INTEGER NOT NULL
) STRICT;
