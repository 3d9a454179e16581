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
-- What is asked again comes to the front, so the order is that of the time and no longer that of the rows.
DROP INDEX inbox_shown;
DROP INDEX inbox_archived;
CREATE INDEX inbox_shown ON inbox_items (at, seq) WHERE archived_at IS NULL;
CREATE INDEX inbox_archived ON inbox_items (at, seq) WHERE archived_at IS NOT NULL;
CREATE INDEX inbox_failed ON inbox_items (at, seq)
  WHERE archived_at IS NULL AND kind IN ('failure', 'missed', 'system');
CREATE INDEX inbox_finished ON inbox_items (at, seq)
  WHERE archived_at IS NULL AND kind IN ('result', 'reminder', 'question');
CREATE INDEX inbox_by_schedule ON inbox_items (schedule_id, at, seq) WHERE schedule_id IS NOT NULL;

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
`,
} as const
