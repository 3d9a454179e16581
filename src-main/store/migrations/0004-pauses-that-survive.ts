/**
 * What a question tells and asks for, which inbox item shows it, secrets by name, what is held back from the desktop.
 * `same_key`: open questions with the same key ask the very same and share an item. `remind_at`: when its one reminder is
 * due. `held_at`: since when an effect waits for quiet hours to end. `unpriced_tokens`: those whose model had no price.
 */
export const pausesThatSurvive = {
  version: 4,
  name: 'pauses that survive',
  sql: `
ALTER TABLE questions ADD COLUMN account TEXT NOT NULL DEFAULT '';
ALTER TABLE questions ADD COLUMN by_default TEXT;
ALTER TABLE questions ADD COLUMN secret TEXT;
ALTER TABLE questions ADD COLUMN budget TEXT;
ALTER TABLE questions ADD COLUMN same_key TEXT;
ALTER TABLE questions ADD COLUMN item_id TEXT;
ALTER TABLE questions ADD COLUMN remind_at INTEGER;
UPDATE questions SET item_id = (SELECT i.id FROM inbox_items i WHERE i.question_id = questions.id);
CREATE INDEX questions_same ON questions (same_key) WHERE status = 'open' AND same_key IS NOT NULL;
CREATE INDEX questions_by_item ON questions (item_id) WHERE status = 'open';
CREATE INDEX questions_to_remind ON questions (remind_at) WHERE status = 'open' AND remind_at IS NOT NULL;

ALTER TABLE inbox_items ADD COLUMN schedule_id TEXT;
ALTER TABLE inbox_items ADD COLUMN times_asked INTEGER NOT NULL DEFAULT 1;
UPDATE inbox_items SET schedule_id = (SELECT r.schedule_id FROM runs r WHERE r.id = inbox_items.run_id);
-- Whether an open question or a lasting trouble of it wants the user; when the last of them is closed, by whatever code, it
-- is done with and sleeps no more.
ALTER TABLE inbox_items ADD COLUMN wants INTEGER NOT NULL DEFAULT 0;
UPDATE inbox_items SET wants = 1
  WHERE question_id IN (SELECT id FROM questions WHERE status = 'open')
     OR incident_id IN (SELECT id FROM incidents WHERE closed_at IS NULL);
CREATE TRIGGER inbox_question_closed AFTER UPDATE OF status ON questions
WHEN old.status = 'open' AND new.status <> 'open' AND new.item_id IS NOT NULL BEGIN
  UPDATE inbox_items SET wants = 0, snoozed_until = NULL
  WHERE id = new.item_id AND NOT EXISTS (SELECT 1 FROM questions WHERE item_id = new.item_id AND status = 'open');
END;
CREATE TRIGGER inbox_incident_closed AFTER UPDATE OF closed_at ON incidents
WHEN old.closed_at IS NULL AND new.closed_at IS NOT NULL BEGIN
  UPDATE inbox_items SET wants = 0, snoozed_until = NULL WHERE incident_id = new.id;
END;
-- The one view of the inbox that an item is in.
ALTER TABLE inbox_items ADD COLUMN shelf TEXT GENERATED ALWAYS AS (
  CASE
    WHEN archived_at IS NOT NULL THEN 'archived'
    WHEN snoozed_until IS NOT NULL THEN 'snoozed'
    WHEN wants = 1 THEN 'needs-you'
    WHEN kind IN ('failure', 'missed', 'system') THEN 'failed'
    ELSE 'finished'
  END
) VIRTUAL;
-- What is asked again comes to the front, so the order is that of the time and no longer that of the rows.
DROP INDEX inbox_shown;
DROP INDEX inbox_archived;
DROP INDEX inbox_calling;
DROP INDEX inbox_unread;
CREATE INDEX inbox_unread ON inbox_items (read_at, archived_at) WHERE read_at IS NULL AND archived_at IS NULL;
CREATE INDEX inbox_shown ON inbox_items (at, seq) WHERE archived_at IS NULL;
CREATE INDEX inbox_by_shelf ON inbox_items (shelf, at, seq);
CREATE INDEX inbox_shown_by_schedule ON inbox_items (schedule_id, at, seq)
  WHERE schedule_id IS NOT NULL AND archived_at IS NULL;
CREATE INDEX inbox_by_schedule ON inbox_items (schedule_id, shelf, at, seq) WHERE schedule_id IS NOT NULL;

CREATE VIRTUAL TABLE inbox_search USING fts5(
  title, body, content = 'inbox_items', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO inbox_search (rowid, title, body) SELECT seq, title, body FROM inbox_items;
CREATE TRIGGER inbox_search_insert AFTER INSERT ON inbox_items BEGIN
  INSERT INTO inbox_search (rowid, title, body) VALUES (new.seq, new.title, new.body);
END;
CREATE TRIGGER inbox_search_delete AFTER DELETE ON inbox_items BEGIN
  INSERT INTO inbox_search (inbox_search, rowid, title, body) VALUES ('delete', old.seq, old.title, old.body);
END;
CREATE TRIGGER inbox_search_update AFTER UPDATE OF title, body ON inbox_items BEGIN
  INSERT INTO inbox_search (inbox_search, rowid, title, body) VALUES ('delete', old.seq, old.title, old.body);
  INSERT INTO inbox_search (rowid, title, body) VALUES (new.seq, new.title, new.body);
END;

CREATE TABLE secrets (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  schedule_id TEXT,
  conversation_id TEXT,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  CHECK ((schedule_id IS NULL) <> (conversation_id IS NULL))
) STRICT;
CREATE UNIQUE INDEX secrets_by_owner ON secrets (coalesce(schedule_id, conversation_id), name);

ALTER TABLE outbox ADD COLUMN held_at INTEGER;
DROP INDEX outbox_due;
CREATE INDEX outbox_due ON outbox (id) WHERE done_at IS NULL AND held_at IS NULL;
CREATE INDEX outbox_held ON outbox (key) WHERE held_at IS NOT NULL AND done_at IS NULL;
ALTER TABLE turns ADD COLUMN unpriced_tokens INTEGER NOT NULL DEFAULT 0;

-- What was used when, whatever becomes of the rows that used it: by quarters of an hour, because every zone begins its
-- day at one. No schedule is ''.
CREATE TABLE usage_quarters (
  quarter INTEGER NOT NULL,
  connection_id TEXT NOT NULL,
  schedule_id TEXT NOT NULL,
  turns INTEGER NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  cache_read_tokens INTEGER NOT NULL,
  cache_write_tokens INTEGER NOT NULL,
  cost_micro_usd INTEGER NOT NULL,
  steps INTEGER NOT NULL,
  unpriced_tokens INTEGER NOT NULL,
  PRIMARY KEY (quarter, connection_id, schedule_id)
) STRICT, WITHOUT ROWID;
INSERT INTO usage_quarters
SELECT t.queued_at / 900000, s.connection_id, coalesce(r.schedule_id, ''), count(*), sum(t.input_tokens),
  sum(t.output_tokens), sum(t.cache_read_tokens), sum(t.cache_write_tokens), sum(t.cost_micro_usd), sum(t.steps), 0
FROM turns t JOIN sessions s ON s.id = t.session_id LEFT JOIN runs r ON r.id = t.run_id
WHERE t.steps > 0 GROUP BY 1, 2, 3;
CREATE TABLE used_models (model TEXT PRIMARY KEY, last_used_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
INSERT INTO used_models
SELECT s.model, max(t.queued_at) FROM turns t JOIN sessions s ON s.id = t.session_id
WHERE s.model IS NOT NULL AND s.connection_id <> 'practice' AND t.steps > 0 GROUP BY 1;
CREATE INDEX questions_of_budgets ON questions (asked_at) WHERE kind = 'budget';
`,
} as const
