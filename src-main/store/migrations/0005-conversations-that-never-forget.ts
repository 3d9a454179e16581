/**
 * Sessions that branch, resume and are compacted; conversations that are kept in order. `conversations.session_id`: the
 * session of the next turn. A session with a `parent_id` has the parent's context up to and including the message of
 * `parent_seq` as its own beginning. `forks`: a place where a conversation parts. Its alternatives are the rest of
 * `session_id` from `seq` on, and every session with its `fork_id`; only the chosen one is shown. `messages.model` and
 * `connection_id`: who wrote it. `compactions`: what a summary stands for, see turns/read-context.ts.
 */
export const conversationsThatNeverForget = {
  version: 5,
  name: 'conversations that never forget',
  sql: `
ALTER TABLE conversations ADD COLUMN session_id TEXT;
ALTER TABLE conversations ADD COLUMN pinned_at INTEGER;
ALTER TABLE conversations ADD COLUMN archived_at INTEGER;
ALTER TABLE conversations ADD COLUMN folder_id TEXT;
ALTER TABLE conversations ADD COLUMN unread INTEGER NOT NULL DEFAULT 0;
-- Who gave it its title. A model may do so once, where nobody else has.
ALTER TABLE conversations ADD COLUMN title_by TEXT NOT NULL DEFAULT 'user'
  CHECK (title_by IN ('none', 'words', 'model', 'user'));
-- The last message that was read from a file.
ALTER TABLE conversations ADD COLUMN imported_seq INTEGER;
-- Nobody sees it: it was removed, or a file of it is not wholly in yet. What is there of it goes in slices (store/emptying.ts).
ALTER TABLE conversations ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversations_by_age ON conversations (kind, id);
CREATE INDEX conversations_hidden ON conversations (hidden, id) WHERE hidden = 1;
-- How many of its messages were deleted: a summary that was under way meanwhile may hold one.
ALTER TABLE conversations ADD COLUMN removals INTEGER NOT NULL DEFAULT 0;
CREATE INDEX conversations_by_folder ON conversations (folder_id) WHERE folder_id IS NOT NULL;

CREATE TABLE folders (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

ALTER TABLE sessions ADD COLUMN parent_id TEXT;
ALTER TABLE sessions ADD COLUMN parent_seq INTEGER;
ALTER TABLE sessions ADD COLUMN fork_id TEXT;
-- What it was told at its start about an older session whose context it does not have.
ALTER TABLE sessions ADD COLUMN summary TEXT;
-- The session that the summary is of: what it had read counts for this one too.
ALTER TABLE sessions ADD COLUMN summary_of TEXT;
-- Where what its removed messages had read came from: what was said after them goes back to it.
ALTER TABLE sessions ADD COLUMN removed_sources TEXT;
CREATE INDEX sessions_by_fork ON sessions (fork_id) WHERE fork_id IS NOT NULL;

CREATE TABLE forks (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  chosen_id TEXT NOT NULL,
  UNIQUE (session_id, seq)
) STRICT;
CREATE INDEX forks_by_conversation ON forks (conversation_id);

-- Of the context of session_id it stands for everything before the session covers_session, in that one for the turns
-- that had ended up to covers_ended, and of each turn in covers_turns ([id, seq]) for the messages up to that seq.
CREATE TABLE compactions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  turn_id TEXT,
  message_id TEXT NOT NULL,
  message_seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  summary TEXT NOT NULL,
  block TEXT,
  covers_session TEXT NOT NULL,
  covers_ended INTEGER NOT NULL,
  covers_turns TEXT NOT NULL,
  tokens_before INTEGER NOT NULL
) STRICT;
CREATE INDEX compactions_by_session ON compactions (session_id, seq);

ALTER TABLE messages ADD COLUMN model TEXT;
ALTER TABLE messages ADD COLUMN connection_id TEXT;
-- What the assistant might do by itself when the turn of the message began.
ALTER TABLE messages ADD COLUMN permission TEXT;
-- Its answer is asked to begin with a title for the conversation.
ALTER TABLE messages ADD COLUMN wants_title INTEGER NOT NULL DEFAULT 0;
-- Its words were taken from an imported message as they were: so far they are not the user's own.
ALTER TABLE messages ADD COLUMN from_file INTEGER NOT NULL DEFAULT 0;
-- Where it was written, of one that has moved to the end since: what came in between was not there yet.
ALTER TABLE messages ADD COLUMN written_seq INTEGER;
CREATE INDEX messages_moved ON messages (session_id, written_seq) WHERE written_seq IS NOT NULL;
CREATE INDEX messages_replying ON messages (reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX messages_by_time ON messages (at, seq);
CREATE INDEX messages_by_session ON messages (session_id, seq) WHERE session_id IS NOT NULL;
CREATE INDEX messages_without_session ON messages (conversation_id, seq) WHERE session_id IS NULL;

-- Which of the queued turns of a session comes next: the highest. Above 0: the turn under way makes way for it.
ALTER TABLE turns ADD COLUMN interrupts INTEGER NOT NULL DEFAULT 0;
DROP INDEX turns_queued;
CREATE INDEX turns_queued ON turns (lane, interrupts DESC, queued_at) WHERE status = 'queued';
-- A running turn that makes way at its next step, and a cancelled one that did.
ALTER TABLE turns ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;

CREATE INDEX turns_active ON turns (conversation_id, queued_at) WHERE status IN ('queued', 'running', 'waiting');

-- A context is read from where its summary ends.
CREATE INDEX turns_by_session_end ON turns (session_id, ended_seq);

ALTER TABLE connections ADD COLUMN context_tokens INTEGER;

-- What a server said that a model there does not take, of a connection while it is as it is.
CREATE TABLE refused_content (
  connection_id TEXT NOT NULL,
  base_url TEXT NOT NULL,
  model TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('images', 'documents')),
  PRIMARY KEY (connection_id, base_url, model, kind)
) STRICT;

-- The whole of a result that a model was told only the ends of; tool_calls.whole_bytes says how long it is.
CREATE TABLE whole_results (
  message_id TEXT NOT NULL,
  tool_use_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (message_id, tool_use_id),
  FOREIGN KEY (message_id, tool_use_id) REFERENCES tool_calls (message_id, tool_use_id) ON DELETE CASCADE
) STRICT;
ALTER TABLE tool_calls ADD COLUMN whole_bytes INTEGER;
UPDATE tool_calls SET whole_bytes = octet_length(result) WHERE octet_length(result) > 32768;
CREATE INDEX whole_results_by_session ON whole_results (session_id);
INSERT INTO whole_results (message_id, tool_use_id, session_id, text)
  SELECT c.message_id, c.tool_use_id, t.session_id, c.result FROM tool_calls c JOIN turns t ON t.id = c.turn_id
  WHERE c.whole_bytes IS NOT NULL;
-- What the sweep of blobs asks for: each file that a result or a message points to.
CREATE INDEX tool_calls_attached ON tool_calls (turn_id) WHERE attachments IS NOT NULL;
CREATE INDEX messages_attached ON messages (session_id) WHERE instr(content, '"type":"attachment"') > 0;

-- What is new in a chat, until it is read.
CREATE TRIGGER conversation_unread AFTER INSERT ON messages WHEN new.role IN ('assistant', 'notice') BEGIN
  UPDATE conversations SET unread = 1 WHERE id = new.conversation_id AND kind = 'chat' AND unread = 0;
END;
-- What is brought to an archived chat is to be seen.
CREATE TRIGGER conversation_back AFTER INSERT ON messages WHEN new.role = 'notice' BEGIN
  UPDATE conversations SET archived_at = NULL WHERE id = new.conversation_id AND archived_at IS NOT NULL;
END;
`,
} as const
