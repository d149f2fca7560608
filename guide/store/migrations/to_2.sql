-- Version 1 knew one form of question and no confidence: the chosen option becomes the response.

ALTER TABLE reviews RENAME TO reviews_1;
DROP INDEX reviews_by_question;
DROP INDEX reviews_by_time;
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
INSERT INTO reviews (id, question, run, mode, answered_at, response, correct, grade, seconds, content_version, before, undone)
  SELECT id, question, run, mode, answered_at, CAST(option AS TEXT), correct, grade, seconds, content_version, before, undone FROM reviews_1;
DROP TABLE reviews_1;
CREATE INDEX reviews_by_question ON reviews (question, answered_at);
CREATE INDEX reviews_by_time ON reviews (answered_at);

ALTER TABLE schedules RENAME TO schedules_1;
DROP INDEX schedules_by_due;
CREATE TABLE schedules (
  question TEXT PRIMARY KEY,
  due TEXT NOT NULL,
  correct INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  schedule TEXT NOT NULL
) STRICT;
INSERT INTO schedules (question, due, correct, sure, schedule)
  SELECT question, due, coalesce((SELECT correct FROM reviews WHERE reviews.question = schedules_1.question AND undone = 0
                                  ORDER BY id DESC LIMIT 1), 0), 0, schedule FROM schedules_1;
DROP TABLE schedules_1;
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
