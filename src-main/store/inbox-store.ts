import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { InboxCounts, InboxFilter, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Database, SqlValue } from './database.ts'
import type { IncidentStore } from './incident-store.ts'
import type { QuestionStore } from './question-store.ts'

interface Row {
  id: string
  kind: InboxItem['kind']
  title: string
  body: string
  at: number
  run_id: string | null
  question_id: string | null
  schedule_id: string | null
  times_asked: number
  incident_id: string | null
  conversation_id: string | null
  read_at: number | null
  archived_at: number | null
  snoozed_until: number | null
}

export type NewInboxItem = Pick<
  InboxItem,
  'id' | 'kind' | 'title' | 'body' | 'at' | 'runId' | 'scheduleId' | 'questionId' | 'conversationId'
> & { readonly incidentId?: string | undefined }

export type InboxStore = ReturnType<typeof createInboxStore>

export function createInboxStore(db: Database, questions: QuestionStore, incidents: IncidentStore) {
  const item = (row: Row, question: Question | undefined): InboxItem => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    body: row.body,
    at: row.at,
    runId: row.run_id,
    questionId: row.question_id,
    scheduleId: row.schedule_id,
    sameQuestionIds:
      row.times_asked === 1
        ? []
        : questions.openOfItem(row.id).flatMap(({ id }) => (id === row.question_id ? [] : [id])),
    timesAsked: row.times_asked,
    conversationId: row.conversation_id,
    question: question ?? null,
    incident: row.incident_id === null ? null : (incidents.get(row.incident_id) ?? null),
    readAt: row.read_at,
    archivedAt: row.archived_at,
    snoozedUntil: row.snoozed_until,
  })
  const select = (where: string, ...values: readonly SqlValue[]): InboxItem[] => {
    const rows = db.prepare<Row>(`SELECT i.* FROM inbox_items i WHERE ${where}`).all(...values)
    const asked = questions.byIds(rows.flatMap((row) => (row.question_id === null ? [] : [row.question_id])))
    return rows.map((row) => item(row, asked.get(row.question_id ?? '')))
  }
  const get = (id: string): InboxItem | undefined => select('i.id = ?', id)[0]
  return {
    get,
    byQuestion: (questionId: string): InboxItem | undefined => select('i.question_id = ?', questionId)[0],
    insert(i: NewInboxItem): void {
      db.prepare(
        `INSERT INTO inbox_items (id, kind, title, body, at, run_id, question_id, conversation_id, incident_id, schedule_id)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        i.id,
        i.kind,
        i.title,
        i.body,
        i.at,
        i.runId,
        i.questionId,
        i.conversationId,
        i.incidentId ?? null,
        i.scheduleId,
      )
    },
    byIncident: (incidentId: string): InboxItem | undefined => select('i.incident_id = ?', incidentId)[0],
    /** What told of one run tells of another. */
    moveRun(from: string, to: string): void {
      db.prepare('UPDATE inbox_items SET run_id = ? WHERE run_id = ?').run(to, from)
    },
    /** New words without calling for attention again. */
    reword(id: string, words: { readonly title: string; readonly body: string }): void {
      db.prepare('UPDATE inbox_items SET title = ?, body = ? WHERE id = ?').run(words.title, words.body, id)
    },
    /** Newest first. `needs-you`: open questions that are not archived and not asleep at `now`. */
    list(filter: InboxFilter, now: number, before: number | null, limit: number): InboxItem[] {
      const older = before ?? Number.MAX_SAFE_INTEGER
      const page = 'i.at < ? ORDER BY i.at DESC, i.seq DESC LIMIT ?'
      switch (filter) {
        case 'needs-you':
          // From the open questions and incidents, which are few, to their items, and not through everything that was ever told.
          return select(
            `i.seq IN (SELECT i.seq FROM (
                 SELECT i.* FROM questions q CROSS JOIN inbox_items i ON i.question_id = q.id WHERE q.status = 'open'
                 UNION ALL
                 SELECT i.* FROM incidents n CROSS JOIN inbox_items i ON i.incident_id = n.id WHERE n.closed_at IS NULL
               ) i WHERE i.archived_at IS NULL AND coalesce(i.snoozed_until, 0) <= ? AND ${page})
             ORDER BY i.at DESC, i.seq DESC`,
            now,
            older,
            limit,
          )
        case 'failed':
          return select(
            `i.archived_at IS NULL AND i.kind IN ('failure', 'missed', 'system') AND ${page}`,
            older,
            limit,
          )
        case 'finished':
          return select(
            `i.archived_at IS NULL AND i.kind IN ('result', 'reminder', 'question')
               AND NOT EXISTS (SELECT 1 FROM questions q WHERE q.id = i.question_id AND q.status = 'open') AND ${page}`,
            older,
            limit,
          )
        case 'all':
          return select(`i.archived_at IS NULL AND ${page}`, older, limit)
        case 'archived':
          return select(`i.archived_at IS NOT NULL AND ${page}`, older, limit)
        default:
          return assertNever(filter)
      }
    },
    markRead(id: string, at: number): void {
      db.prepare('UPDATE inbox_items SET read_at = coalesce(read_at, ?) WHERE id = ?').run(at, id)
    },
    markUnread(id: string): void {
      db.prepare('UPDATE inbox_items SET read_at = NULL WHERE id = ?').run(id)
    },
    unarchive(id: string): void {
      db.prepare('UPDATE inbox_items SET archived_at = NULL WHERE id = ?').run(id)
    },
    archive(id: string, at: number): void {
      db.prepare(
        'UPDATE inbox_items SET archived_at = coalesce(archived_at, ?), read_at = coalesce(read_at, ?) WHERE id = ?',
      ).run(at, at, id)
    },
    snooze(id: string, until: number): void {
      db.prepare('UPDATE inbox_items SET snoozed_until = ? WHERE id = ?').run(until, id)
    },
    /** Items whose snooze has ended at `now`. */
    awake: (now: number): InboxItem[] => select('i.snoozed_until IS NOT NULL AND i.snoozed_until <= ?', now),
    nextAwake(): number | null {
      return (
        db
          .prepare<{ at: number | null }>(
            'SELECT min(snoozed_until) AS at FROM inbox_items WHERE snoozed_until IS NOT NULL',
          )
          .get()?.at ?? null
      )
    },
    clearSnooze(id: string): void {
      db.prepare('UPDATE inbox_items SET snoozed_until = NULL WHERE id = ?').run(id)
    },
    /** Items about conversations that are gone keep their words and lose the link. */
    forgetConversation(conversationId: string): void {
      db.prepare('UPDATE inbox_items SET conversation_id = NULL WHERE conversation_id = ?').run(
        conversationId,
      )
    },
    /** `waiting` are the items of `needs-you`: what was archived or snoozed calls nobody. */
    counts(): InboxCounts {
      // Both are counted at every change of the inbox, so each names the index that holds all it needs.
      const unread = db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM inbox_items INDEXED BY inbox_unread
           WHERE read_at IS NULL AND archived_at IS NULL`,
        )
        .get()
      const waiting = db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM questions q CROSS JOIN inbox_items i INDEXED BY inbox_calling
           ON i.question_id = q.id WHERE q.status = 'open' AND i.archived_at IS NULL AND i.snoozed_until IS NULL`,
        )
        .get()
      const troubles = db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM incidents n CROSS JOIN inbox_items i INDEXED BY inbox_by_incident
           ON i.incident_id = n.id WHERE n.closed_at IS NULL AND i.archived_at IS NULL AND i.snoozed_until IS NULL`,
        )
        .get()
      return { waiting: (waiting?.n ?? 0) + (troubles?.n ?? 0), unread: unread?.n ?? 0 }
    },
  }
}
