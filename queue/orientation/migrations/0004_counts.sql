-- What remains of requests once their quarter is published: counts by one field and week, and by two
-- fields and quarter. The rows are then deleted. A quarter is named by its first week.
CREATE TABLE count_one (
  week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(week) = 8),
  field TEXT NOT NULL CHECK (field IN ('topic', 'outcome', 'sex', 'age', 'region', 'language', 'group', 'priority', 'came_by')),
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 16),
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (week, field, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE count_two (
  quarter TEXT NOT NULL CHECK (quarter GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(quarter) = 8),
  one TEXT NOT NULL CHECK (one = 'topic'),
  two TEXT NOT NULL CHECK (two IN ('outcome', 'language', 'age', 'sex')),
  code_one TEXT NOT NULL CHECK (length(code_one) BETWEEN 1 AND 16),
  code_two TEXT NOT NULL CHECK (length(code_two) BETWEEN 1 AND 16),
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (quarter, one, two, code_one, code_two)
) STRICT, WITHOUT ROWID;

-- How often a combination of language, sex and age came in a week, to five: below five in twelve weeks
-- it is too rare to be written down with a request. It says nothing of topics, and goes after twelve weeks.
CREATE TABLE combination (
  week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(week) = 8),
  language TEXT NOT NULL CHECK (length(language) BETWEEN 1 AND 16),
  sex TEXT NOT NULL CHECK (sex IN ('F', 'M', 'O', 'NS')),
  age TEXT NOT NULL CHECK (age IN ('0-17', '18-24', '25-34', '35-59', '60+', 'NS')),
  seen INTEGER NOT NULL CHECK (seen BETWEEN 1 AND 5),
  PRIMARY KEY (week, language, sex, age)
) STRICT, WITHOUT ROWID;
