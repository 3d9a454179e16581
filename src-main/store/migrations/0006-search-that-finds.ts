/**
 * Search in any script and with filters. `messages.words`: what the index is given where the tokenizer of SQLite would not
 * make the right words of the text itself (src-shared/search/indexed-words.ts); so the triggers need no function of ours.
 * `facets`: one token each for the kind of the conversation (c, b) and the role (u, a, n), for the conversation, or for the
 * schedule of a run's one, for the day and for the 32 days that it lies in: a filter is an intersection of the index,
 * never a scan. Tokens of one character stay out of the index of prefixes.
 *
 * Of itself FTS5 merges what it wrote whenever that comes to 64 pages, and then hundreds of pages in one transaction, which
 * takes tens of milliseconds. Here every fourth message merges a few pages, the more the longer the last ones are; what
 * changes many in one go does so itself (SearchIndexStore.merge).
 *
 * What was there before is indexed in slices after the start, newest first (search/fill-search-index.ts).
 * `search_filling.below`: messages before it are not in the index yet; without a row every one is.
 */
export const searchThatFinds = {
  version: 6,
  name: 'search that finds',
  sql: `
DROP TRIGGER messages_fts_insert;
DROP TRIGGER messages_fts_delete;
DROP TRIGGER messages_fts_update;
DROP TABLE messages_fts;

ALTER TABLE messages ADD COLUMN words TEXT;

CREATE TABLE search_filling (below INTEGER NOT NULL) STRICT;
INSERT INTO search_filling SELECT seq + 1 FROM (SELECT max(seq) AS seq FROM messages) WHERE seq IS NOT NULL;

CREATE VIEW messages_indexed AS
SELECT m.seq, coalesce(m.words, m.text) AS words,
  (SELECT substr(c.kind, 1, 1) || ' ' || substr(m.role, 1, 1) || ' ' || char(63743) ||
     replace(CASE WHEN c.kind = 'background' THEN coalesce(c.schedule_id, c.id) ELSE c.id END, '_', '') || ' ' ||
     char(983040 + m.at / 86400000 % 65000) || ' ' || char(57344 + m.at / 2764800000 % 6000)
   FROM conversations c WHERE c.id = m.conversation_id) AS facets
FROM messages m
WHERE m.text <> '' AND m.role <> 'divider' AND m.seq >= coalesce((SELECT below FROM search_filling), 0);

CREATE VIRTUAL TABLE messages_fts USING fts5 (
  words, facets, content = 'messages_indexed', content_rowid = 'seq', columnsize = 0, prefix = '2 3',
  tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
INSERT INTO messages_fts (messages_fts, rank) VALUES ('automerge', 0), ('crisismerge', 64);
CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
  INSERT INTO messages_fts (rowid, words, facets)
  SELECT seq, words, facets FROM messages_indexed WHERE seq = new.seq;
  INSERT INTO messages_fts (messages_fts, rank)
  SELECT 'merge', min(64, 8 + sum(length(text)) / 400) FROM messages
  WHERE seq BETWEEN new.seq - 3 AND new.seq AND new.seq % 4 = 0 HAVING count(*) > 0;
END;
CREATE TRIGGER messages_fts_delete BEFORE DELETE ON messages BEGIN
  INSERT INTO messages_fts (messages_fts, rowid, words, facets)
  SELECT 'delete', seq, words, facets FROM messages_indexed WHERE seq = old.seq;
END;
CREATE TRIGGER messages_fts_leave BEFORE UPDATE OF seq, conversation_id, at, role, text, words ON messages BEGIN
  INSERT INTO messages_fts (messages_fts, rowid, words, facets)
  SELECT 'delete', seq, words, facets FROM messages_indexed WHERE seq = old.seq;
END;
CREATE TRIGGER messages_fts_update AFTER UPDATE OF seq, conversation_id, at, role, text, words ON messages BEGIN
  INSERT INTO messages_fts (rowid, words, facets)
  SELECT seq, words, facets FROM messages_indexed WHERE seq = new.seq;
END;
-- The index says what kind of conversation a message is of, so a message leaves it before its conversation is gone.
CREATE TRIGGER conversation_messages_first BEFORE DELETE ON conversations BEGIN
  DELETE FROM messages WHERE conversation_id = old.id;
END;
-- Those that stand in it change it there.
CREATE TRIGGER conversation_facets BEFORE UPDATE OF id, kind, schedule_id ON conversations
WHEN old.id <> new.id OR old.kind <> new.kind OR old.schedule_id IS NOT new.schedule_id BEGIN
  SELECT raise(ABORT, 'what a conversation is does not change');
END;
`,
} as const
