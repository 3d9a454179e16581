/** What a call may do, what it did, and how it was before. */
export const toolsThatAct = {
  version: 3,
  name: 'tools that act',
  sql: `
ALTER TABLE conversations ADD COLUMN permission TEXT NOT NULL DEFAULT 'ask'
  CHECK (permission IN ('ask', 'read-only', 'allow-listed', 'full'));
ALTER TABLE conversations ADD COLUMN tools TEXT NOT NULL DEFAULT '{}';
UPDATE schedules SET policies = json_set(policies, '$.tools', json('{}'));
UPDATE runs SET policies = json_set(policies, '$.tools', json('{}'));
ALTER TABLE runs ADD COLUMN branch TEXT;

ALTER TABLE tool_calls ADD COLUMN attachments TEXT;
ALTER TABLE tool_calls ADD COLUMN sources TEXT;
ALTER TABLE tool_calls ADD COLUMN detail TEXT;
ALTER TABLE tool_calls ADD COLUMN approval TEXT;
ALTER TABLE tool_calls ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
CREATE INDEX tool_calls_with_sources ON tool_calls (turn_id) WHERE sources IS NOT NULL;

ALTER TABLE questions ADD COLUMN confirm TEXT;
-- What was allowed may be another thing by the time it is done: then the same call asks again.
DROP INDEX questions_by_call;
CREATE UNIQUE INDEX questions_by_call ON questions (message_id, tool_use_id) WHERE tool_use_id IS NOT NULL AND status = 'open';
ALTER TABLE grants ADD COLUMN words TEXT NOT NULL DEFAULT '';

CREATE TABLE mcp_servers (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  transport TEXT NOT NULL,
  enabled INTEGER NOT NULL,
  by_default INTEGER NOT NULL,
  tools TEXT NOT NULL DEFAULT '[]',
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE change_sets (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  turn_id TEXT NOT NULL REFERENCES turns (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('work', 'undo', 'redo')),
  message_id TEXT,
  tool_use_id TEXT,
  root TEXT NOT NULL,
  trees TEXT NOT NULL DEFAULT '[]',
  folders TEXT NOT NULL DEFAULT '[]',
  unkept TEXT,
  state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed')),
  outcome TEXT CHECK (outcome IN ('done', 'not-done', 'changed', 'unknown')),
  at INTEGER NOT NULL,
  CHECK ((state = 'closed') = (outcome IS NOT NULL))
) STRICT;
CREATE INDEX change_sets_by_turn ON change_sets (turn_id, seq);
CREATE INDEX change_sets_by_call ON change_sets (message_id, tool_use_id);
CREATE INDEX change_sets_unfinished ON change_sets (state) WHERE state <> 'closed';

CREATE TABLE file_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  set_id TEXT NOT NULL REFERENCES change_sets (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  shown TEXT NOT NULL,
  before TEXT,
  after TEXT,
  intended TEXT,
  kept INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX file_changes_by_set ON file_changes (set_id, path);
CREATE INDEX tool_calls_with_attachments ON tool_calls (turn_id) WHERE attachments IS NOT NULL;
`,
} as const
