/**
 * The first schema. Instants are epoch milliseconds; JSON columns hold the shapes of src-shared/domain. A partial index
 * is used only by a query that repeats its condition word for word.
 */
export const initial = {
  version: 1,
  name: 'initial',
  sql: `
CREATE TABLE conversations (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('chat', 'background')),
  title TEXT NOT NULL,
  schedule_id TEXT,
  working_directory TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX conversations_by_kind ON conversations (kind, updated_at DESC);

CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  runtime TEXT NOT NULL,
  connection_id TEXT NOT NULL,
  model TEXT,
  working_directory TEXT,
  reason TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_conversation ON sessions (conversation_id);

CREATE TABLE turns (
  id TEXT PRIMARY KEY,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
  run_id TEXT,
  lane TEXT NOT NULL CHECK (lane IN ('chat', 'background')),
  status TEXT NOT NULL CHECK (status IN ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled')),
  failure_code TEXT,
  failure_message TEXT,
  queued_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  ended_seq INTEGER,
  input_tokens INTEGER NOT NULL DEFAULT 0,
  output_tokens INTEGER NOT NULL DEFAULT 0,
  cache_read_tokens INTEGER NOT NULL DEFAULT 0,
  cache_write_tokens INTEGER NOT NULL DEFAULT 0,
  cost_micro_usd INTEGER NOT NULL DEFAULT 0,
  steps INTEGER NOT NULL DEFAULT 0,
  active_ms INTEGER NOT NULL DEFAULT 0,
  ceilings TEXT NOT NULL DEFAULT '{}',
  context_tokens INTEGER NOT NULL DEFAULT 0,
  CHECK ((status = 'failed') = (failure_code IS NOT NULL)),
  CHECK ((status IN ('succeeded', 'failed', 'cancelled')) = (ended_at IS NOT NULL))
) STRICT;
CREATE INDEX turns_by_session ON turns (session_id);
CREATE INDEX turns_by_conversation ON turns (conversation_id);
CREATE INDEX turns_by_status ON turns (status, queued_at);
CREATE INDEX turns_by_queue ON turns (queued_at);
CREATE INDEX turns_by_end ON turns (ended_seq);

CREATE TABLE messages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  session_id TEXT,
  turn_id TEXT,
  run_id TEXT,
  at INTEGER NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('user', 'assistant', 'notice', 'divider')),
  content TEXT NOT NULL,
  text TEXT NOT NULL,
  answers TEXT,
  reply_to TEXT,
  client_id TEXT
) STRICT;
CREATE INDEX messages_by_conversation ON messages (conversation_id, seq);
CREATE INDEX messages_by_turn ON messages (turn_id, seq);
CREATE UNIQUE INDEX messages_by_client ON messages (conversation_id, client_id) WHERE client_id IS NOT NULL;

CREATE VIRTUAL TABLE messages_fts USING fts5 (
  text, content = 'messages', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TRIGGER messages_fts_insert AFTER INSERT ON messages BEGIN
  INSERT INTO messages_fts (rowid, text) VALUES (new.seq, new.text);
END;
CREATE TRIGGER messages_fts_delete AFTER DELETE ON messages BEGIN
  INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.seq, old.text);
END;
CREATE TRIGGER messages_fts_update AFTER UPDATE OF text ON messages BEGIN
  INSERT INTO messages_fts (messages_fts, rowid, text) VALUES ('delete', old.seq, old.text);
  INSERT INTO messages_fts (rowid, text) VALUES (new.seq, new.text);
END;

CREATE TABLE tool_calls (
  message_id TEXT NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
  tool_use_id TEXT NOT NULL,
  turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  input TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('pending', 'started', 'waiting', 'done')),
  result TEXT,
  is_error INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER,
  ended_at INTEGER,
  PRIMARY KEY (message_id, tool_use_id),
  CHECK ((status = 'done') = (result IS NOT NULL))
) STRICT;
CREATE INDEX tool_calls_by_turn ON tool_calls (turn_id, status);

CREATE TABLE schedules (
  id TEXT PRIMARY KEY,
  title TEXT NOT NULL,
  action TEXT NOT NULL,
  trigger TEXT NOT NULL,
  policies TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  paused_reason TEXT,
  deliver_to TEXT NOT NULL,
  shared_conversation_id TEXT,
  next_at INTEGER,
  last_run_id TEXT,
  runs_count INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX schedules_due ON schedules (next_at) WHERE enabled = 1 AND next_at IS NOT NULL;

CREATE TABLE runs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  schedule_id TEXT,
  title TEXT NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('schedule', 'run-now', 'chat', 'backfill')),
  nominal_at INTEGER NOT NULL,
  started_at INTEGER,
  ended_at INTEGER,
  status TEXT NOT NULL CHECK (status IN
    ('queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled', 'skipped', 'missed', 'superseded')),
  reason TEXT,
  conversation_id TEXT,
  session_id TEXT,
  turn_id TEXT,
  deliver_to TEXT,
  result TEXT,
  delivery TEXT NOT NULL CHECK (delivery IN ('pending', 'delivered', 'failed', 'none')),
  policies TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX runs_by_slot ON runs (schedule_id, nominal_at) WHERE origin IN ('schedule', 'backfill');
CREATE INDEX runs_by_schedule ON runs (schedule_id, seq DESC);
CREATE INDEX runs_by_status ON runs (status, seq DESC);
CREATE INDEX runs_by_turn ON runs (turn_id);
CREATE INDEX runs_active ON runs (schedule_id, seq) WHERE status IN ('queued', 'running', 'waiting');
CREATE INDEX runs_by_conversation ON runs (conversation_id);

CREATE TABLE run_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
CREATE INDEX run_events_by_run ON run_events (run_id, id);

CREATE TABLE questions (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
  run_id TEXT,
  conversation_id TEXT NOT NULL,
  deliver_to TEXT NOT NULL,
  message_id TEXT,
  tool_use_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'choice', 'confirm', 'credential', 'budget')),
  prompt TEXT NOT NULL,
  options TEXT,
  multiple INTEGER NOT NULL DEFAULT 0,
  tool TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'expired', 'withdrawn')),
  asked_at INTEGER NOT NULL,
  deadline INTEGER,
  answered_at INTEGER,
  answered_via TEXT,
  answer TEXT,
  answer_text TEXT
) STRICT;
CREATE INDEX questions_by_turn ON questions (turn_id);
CREATE INDEX questions_open ON questions (deadline) WHERE status = 'open';
CREATE INDEX questions_by_place ON questions (deliver_to, status);
CREATE INDEX questions_by_status ON questions (status, seq);
CREATE INDEX questions_by_asker ON questions (conversation_id, status);
CREATE UNIQUE INDEX questions_by_call ON questions (message_id, tool_use_id) WHERE tool_use_id IS NOT NULL;

CREATE TABLE inbox_items (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('question', 'result', 'failure', 'missed', 'reminder', 'system')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  run_id TEXT,
  question_id TEXT UNIQUE REFERENCES questions (id) ON DELETE CASCADE,
  conversation_id TEXT,
  read_at INTEGER,
  archived_at INTEGER,
  snoozed_until INTEGER
) STRICT;
CREATE INDEX inbox_unread ON inbox_items (seq) WHERE read_at IS NULL AND archived_at IS NULL;
CREATE INDEX inbox_snoozed ON inbox_items (snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX inbox_shown ON inbox_items (seq) WHERE archived_at IS NULL;
CREATE INDEX inbox_calling ON inbox_items (question_id) WHERE archived_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX inbox_archived ON inbox_items (seq) WHERE archived_at IS NOT NULL;
CREATE INDEX inbox_by_conversation ON inbox_items (conversation_id);

CREATE TABLE grants (
  id TEXT PRIMARY KEY,
  schedule_id TEXT,
  conversation_id TEXT,
  tool TEXT NOT NULL,
  operation TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  CHECK ((schedule_id IS NULL) <> (conversation_id IS NULL))
) STRICT;

CREATE TABLE connections (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  base_url TEXT,
  default_model TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL,
  effect TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_due ON outbox (id) WHERE done_at IS NULL;
`,
} as const
