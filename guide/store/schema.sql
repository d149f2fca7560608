-- The learner's data. Times are ISO 8601 in UTC. Ids are the content's and are kept when the content no longer has them.

CREATE TABLE meta (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  question TEXT NOT NULL,
  run TEXT NOT NULL,
  mode TEXT NOT NULL,
  answered_at TEXT NOT NULL,
  response TEXT NOT NULL,
  correct INTEGER NOT NULL,
  confidence TEXT NOT NULL DEFAULT '',
  grade TEXT NOT NULL,
  seconds REAL NOT NULL,
  predicted REAL,
  content_version TEXT NOT NULL,
  before TEXT,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reviews_by_question ON reviews (question, answered_at);
CREATE INDEX reviews_by_time ON reviews (answered_at);

CREATE TABLE schedules (
  question TEXT PRIMARY KEY,
  due TEXT NOT NULL,
  correct INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  schedule TEXT NOT NULL
) STRICT;
CREATE INDEX schedules_by_due ON schedules (due);

CREATE TABLE marks (
  question TEXT NOT NULL,
  kind TEXT NOT NULL,
  marked_at TEXT NOT NULL,
  PRIMARY KEY (question, kind)
) STRICT;

CREATE TABLE exams (
  run TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  seed TEXT NOT NULL,
  code TEXT NOT NULL,
  questions TEXT NOT NULL,
  limit_seconds REAL,
  may_pause INTEGER NOT NULL,
  state TEXT NOT NULL,
  started_at TEXT NOT NULL,
  finished_at TEXT
) STRICT;

CREATE TABLE positions (
  entry TEXT PRIMARY KEY,
  line INTEGER NOT NULL,
  share REAL NOT NULL,
  heading TEXT NOT NULL,
  read_at TEXT NOT NULL
) STRICT;
CREATE INDEX positions_by_time ON positions (read_at);

CREATE TABLE visits (
  id INTEGER PRIMARY KEY,
  entry TEXT NOT NULL,
  visited_at TEXT NOT NULL
) STRICT;

CREATE TABLE settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
