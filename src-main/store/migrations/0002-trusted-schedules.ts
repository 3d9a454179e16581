/**
 * Due instants with their jitter, the ledger of what was done to schedules, reasons that can be filtered, incidents.
 * `due_at` is when a schedule's next slot is to start; `paused_at` since when it passes slots over; `nominal_until` the
 * last slot of a row that stands for several.
 */
export const trustedSchedules = {
  version: 2,
  name: 'trusted-schedules',
  sql: `
ALTER TABLE schedules ADD COLUMN due_at INTEGER;
ALTER TABLE schedules ADD COLUMN paused_at INTEGER;
ALTER TABLE schedules ADD COLUMN follows_zone INTEGER NOT NULL DEFAULT 0;
ALTER TABLE schedules ADD COLUMN confirmed INTEGER NOT NULL DEFAULT 1;
UPDATE schedules SET due_at = next_at;
UPDATE schedules SET paused_at = updated_at WHERE enabled = 0;
DROP INDEX schedules_due;
CREATE INDEX schedules_due ON schedules (due_at) WHERE enabled = 1 AND due_at IS NOT NULL;
CREATE INDEX schedules_next ON schedules (next_at) WHERE enabled = 1 AND next_at IS NOT NULL;

ALTER TABLE runs ADD COLUMN reason_code TEXT;
ALTER TABLE runs ADD COLUMN late INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN dry_run INTEGER NOT NULL DEFAULT 0;
ALTER TABLE runs ADD COLUMN nominal_until INTEGER;
CREATE INDEX runs_by_reason ON runs (reason_code, seq DESC) WHERE reason_code IS NOT NULL;
CREATE INDEX runs_queued ON runs (late, started_at, seq) WHERE status = 'queued';
CREATE INDEX turns_queued ON turns (lane, queued_at) WHERE status = 'queued';
CREATE INDEX turns_working ON turns (session_id) WHERE status = 'running';

CREATE TABLE schedule_events (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  schedule_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('created', 'edited', 'paused', 'resumed', 'zone', 'removed')),
  text TEXT NOT NULL
) STRICT;
CREATE INDEX schedule_events_by_schedule ON schedule_events (schedule_id, id);

CREATE TABLE incidents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  scope TEXT NOT NULL CHECK (scope IN ('schedule', 'model')),
  schedule_id TEXT,
  connection_id TEXT,
  cause TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  failures INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  closed_at INTEGER,
  closed_reason TEXT,
  CHECK ((scope = 'schedule') = (schedule_id IS NOT NULL)),
  CHECK ((scope = 'model') = (connection_id IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX incidents_open ON incidents (coalesce(schedule_id, connection_id), cause) WHERE closed_at IS NULL;
ALTER TABLE inbox_items ADD COLUMN incident_id TEXT REFERENCES incidents (id);
CREATE INDEX inbox_by_incident ON inbox_items (incident_id) WHERE incident_id IS NOT NULL;

CREATE TABLE facts (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
`,
} as const
