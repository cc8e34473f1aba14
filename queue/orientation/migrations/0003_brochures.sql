-- Brochures that were printed, by week, topic and language: counters, so there is no row of anybody's. A
-- protected brochure has no language, as a protected request has none.
CREATE TABLE brochure (
  week TEXT NOT NULL CHECK (week GLOB '[0-9][0-9][0-9][0-9]-W[0-5][0-9]' AND length(week) = 8),
  topic TEXT NOT NULL CHECK (topic IN ('EMG', 'HLT', 'MCH', 'CIV', 'EDU', 'STA', 'WRK', 'HOU', 'DIS', 'RET', 'JUS', 'INF', 'PRO')),
  language TEXT NOT NULL CHECK (language IN ('fr', 'ar', 'en', 'ff', 'man', 'bm', 'apd', 'wo', 'mos', 'so', 'ti', 'am', 'ha', 'ln', 'sw', 'it', 'other', 'NS')),
  count INTEGER NOT NULL CHECK (count > 0),
  PRIMARY KEY (week, topic, language),
  CHECK ((topic = 'PRO') = (language = 'NS'))
) STRICT, WITHOUT ROWID;
