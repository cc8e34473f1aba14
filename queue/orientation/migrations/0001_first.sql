-- The file of orientation requests and session measures. The closed lists are those of
-- taxonomy.toml: a test reads them here and holds the two equal.
PRAGMA application_id = 0x47434854; -- "GCHT"

-- One row is one request of some visit of some week. The key is drawn at random, and there is no
-- rowid beside it, so no order of rows tells the order of visits. A protected topic has nothing else.
CREATE TABLE request (
  key INTEGER NOT NULL PRIMARY KEY,
  week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(week) = 8),
  "topic" TEXT NOT NULL CHECK ("topic" IN ('EMG', 'HLT', 'MCH', 'CIV', 'EDU', 'STA', 'WRK', 'HOU', 'DIS', 'RET', 'JUS', 'INF', 'PRO')),
  "outcome" TEXT CHECK ("outcome" IN ('INFO', 'BROCH', 'PUB', 'MUN', 'INT', 'CSO', 'ACC', 'APPT', 'NOSVC', 'LEFT', 'REFUSE')),
  "sex" TEXT CHECK ("sex" IN ('F', 'M', 'O', 'NS')),
  "age" TEXT CHECK ("age" IN ('0-17', '18-24', '25-34', '35-59', '60+', 'NS')),
  "region" TEXT CHECK ("region" IN ('015', '011', '017', '014', '018', '145', '142', '150', '019', 'TUN', 'NS')),
  "language" TEXT CHECK ("language" IN ('fr', 'ar', 'en', 'ff', 'man', 'bm', 'apd', 'wo', 'mos', 'so', 'ti', 'am', 'ha', 'ln', 'sw', 'it', 'other', 'NS')),
  "group" TEXT CHECK ("group" IN ('alone', 'with-child', 'family', 'NS')),
  "priority" TEXT CHECK ("priority" IN ('yes', 'no', 'NS')),
  "came_by" TEXT CHECK ("came_by" IN ('poster', 'friend', 'association', 'office', 'app', 'NS')),
  CHECK (("topic" = 'PRO') = ("outcome" IS NULL)),
  CHECK (("topic" = 'PRO') = ("sex" IS NULL)),
  CHECK (("topic" = 'PRO') = ("age" IS NULL)),
  CHECK (("topic" = 'PRO') = ("region" IS NULL)),
  CHECK (("topic" = 'PRO') = ("language" IS NULL)),
  CHECK (("topic" = 'PRO') = ("group" IS NULL)),
  CHECK (("topic" = 'PRO') = ("priority" IS NULL)),
  CHECK (("topic" = 'PRO') = ("came_by" IS NULL))
) STRICT, WITHOUT ROWID;

-- The index holds every column: counting reads it alone, and the integrity check, which compares
-- the index with the table, then notices a changed bit anywhere in a row.
CREATE INDEX request_by_week ON request
  (week, "topic", "outcome", "sex", "age", "region", "language", "group", "priority", "came_by");

-- Paper tallies that were imported, so that the same tally is not counted twice.
CREATE TABLE tally (
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(week) = 8),
  PRIMARY KEY (sha256, week)
) STRICT, WITHOUT ROWID;

-- The measures of one session of the desk: counts and histograms, by name.
CREATE TABLE session (
  key INTEGER NOT NULL PRIMARY KEY,
  week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(week) = 8)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_week ON session (week);

CREATE TABLE session_count (
  session INTEGER NOT NULL REFERENCES session (key),
  name TEXT NOT NULL CHECK (name NOT GLOB '*[^a-z0-9_]*' AND length(name) BETWEEN 1 AND 32),
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (session, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_count_all ON session_count (name, count);

CREATE TABLE session_bin (
  session INTEGER NOT NULL REFERENCES session (key),
  name TEXT NOT NULL CHECK (name NOT GLOB '*[^a-z0-9_]*' AND length(name) BETWEEN 1 AND 32),
  bin INTEGER NOT NULL CHECK (bin BETWEEN 0 AND 4095),
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (session, name, bin)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_bin_all ON session_bin (name, bin, count);

-- Two facts that outlive a session: the last one opened, and the come-back codes spent on its day.
-- They carry a date, never a time of day.
CREATE TABLE last_session (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND length(day) = 10),
  serial INTEGER NOT NULL CHECK (serial >= 0),
  letter INTEGER NOT NULL CHECK (letter >= 0)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent (
  day TEXT NOT NULL CHECK (day GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND length(day) = 10),
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
  PRIMARY KEY (day, code)
) STRICT, WITHOUT ROWID;
