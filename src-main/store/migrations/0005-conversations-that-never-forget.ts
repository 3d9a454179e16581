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
-- that had ended up to covers_ended, and of the turn covers_turn for the messages up to covers_seq.
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
  covers_turn TEXT,
  covers_seq INTEGER,
  tokens_before INTEGER NOT NULL
) STRICT;
CREATE INDEX compactions_by_session ON compactions (session_id, seq);

ALTER TABLE messages ADD COLUMN model TEXT;
ALTER TABLE messages ADD COLUMN connection_id TEXT;
-- Its answer is asked to begin with a title for the conversation.
ALTER TABLE messages ADD COLUMN wants_title INTEGER NOT NULL DEFAULT 0;
CREATE INDEX messages_by_time ON messages (at, seq);
CREATE INDEX messages_by_session ON messages (session_id, seq) WHERE session_id IS NOT NULL;

-- A queued turn that ends the one under way at its next step.
ALTER TABLE turns ADD COLUMN interrupts INTEGER NOT NULL DEFAULT 0;

ALTER TABLE connections ADD COLUMN context_tokens INTEGER;

-- What is new in a chat, until it is read.
CREATE TRIGGER conversation_unread AFTER INSERT ON messages WHEN new.role IN ('assistant', 'notice') BEGIN
  UPDATE conversations SET unread = 1 WHERE id = new.conversation_id AND kind = 'chat' AND unread = 0;
END;
`,
} as const
