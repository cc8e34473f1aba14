-- What was published, as it was published: a release is made once, and version 2 once. The document is
-- figures after disclosure control, never counts.
CREATE TABLE released (
  period TEXT NOT NULL CHECK (length(period) BETWEEN 4 AND 8 AND period NOT GLOB '*[^0-9QW-]*'),
  version INTEGER NOT NULL CHECK (version IN (1, 2)),
  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
  document TEXT NOT NULL CHECK (json_valid(document)),
  PRIMARY KEY (period, version)
) STRICT, WITHOUT ROWID;
