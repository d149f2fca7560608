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
  option INTEGER NOT NULL,
  correct INTEGER NOT NULL,
  grade TEXT NOT NULL,
  seconds REAL NOT NULL,
  content_version TEXT NOT NULL,
  before TEXT,
  after TEXT,
  undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX reviews_by_question ON reviews (question, answered_at);
CREATE INDEX reviews_by_time ON reviews (answered_at);

CREATE TABLE schedules (
  question TEXT PRIMARY KEY,
  due TEXT NOT NULL,
  schedule TEXT NOT NULL
) STRICT;
CREATE INDEX schedules_by_due ON schedules (due);

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
