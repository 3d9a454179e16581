/**
 * What a "go on" grants is kept for each limit by itself, and the questions that are asked all the time have their index.
 * A partial index is used only by a query that repeats its condition word for word.
 */
export const ceilingsAndIndexes = {
  version: 2,
  name: 'ceilings and indexes',
  sql: `
ALTER TABLE turns DROP COLUMN budget_rounds;
ALTER TABLE turns ADD COLUMN ceilings TEXT NOT NULL DEFAULT '{}';

DROP INDEX turns_active;
CREATE INDEX turns_by_status ON turns (status, queued_at);

CREATE INDEX runs_active ON runs (schedule_id, seq) WHERE status IN ('queued', 'running', 'waiting');
CREATE INDEX runs_by_conversation ON runs (conversation_id);

CREATE INDEX questions_by_status ON questions (status, seq);
CREATE INDEX questions_by_asker ON questions (conversation_id, status);

CREATE INDEX inbox_shown ON inbox_items (seq) WHERE archived_at IS NULL;
CREATE INDEX inbox_calling ON inbox_items (question_id) WHERE archived_at IS NULL AND snoozed_until IS NULL;
CREATE INDEX inbox_archived ON inbox_items (seq) WHERE archived_at IS NOT NULL;
CREATE INDEX inbox_by_conversation ON inbox_items (conversation_id);
`,
} as const
