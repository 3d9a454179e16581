import type { InboxCounts, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Database } from './database.ts'
import { createInboxReader, questionsOfHidden } from './inbox-reader.ts'
import type { IncidentStore } from './incident-store.ts'
import type { QuestionStore } from './question-store.ts'

export type NewInboxItem = Pick<
  InboxItem,
  'id' | 'kind' | 'title' | 'body' | 'at' | 'runId' | 'scheduleId' | 'questionId' | 'conversationId'
> & { readonly incidentId?: string | undefined }

export type InboxStore = ReturnType<typeof createInboxStore>

export function createInboxStore(db: Database, questions: QuestionStore, incidents: IncidentStore) {
  return {
    ...createInboxReader(db, questions, incidents),
    insert(i: NewInboxItem): void {
      db.prepare(
        `INSERT INTO inbox_items (id, kind, title, body, at, run_id, question_id, conversation_id, incident_id,
           schedule_id, wants)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        i.questionId === null && i.incidentId === undefined ? 0 : 1,
      )
    },
    /**
     * Its question was asked once more: it comes to the front, unread. What was archived is shown again, because something
     * new waits for it; what is snoozed sleeps on.
     */
    askedAgain(id: string, at: number): void {
      db.prepare(
        `UPDATE inbox_items SET at = ?, times_asked = times_asked + 1, read_at = NULL, archived_at = NULL WHERE id = ?`,
      ).run(at, id)
    },
    /** From now on it shows this question of those that share it, and leads to its run; its words stay. */
    show(id: string, { id: questionId, runId, deliverTo }: Question): void {
      db.prepare(
        `UPDATE inbox_items SET question_id = ?, run_id = ?,
           conversation_id = (SELECT c.id FROM conversations c WHERE c.id = ?) WHERE id = ?`,
      ).run(questionId, runId, deliverTo, id)
    },
    /** What told of one run tells of another. */
    moveRun(from: string, to: string): void {
      db.prepare('UPDATE inbox_items SET run_id = ? WHERE run_id = ?').run(to, from)
    },
    /** New words without calling for attention again. */
    reword(id: string, words: { readonly title: string; readonly body: string }): void {
      db.prepare('UPDATE inbox_items SET title = ?, body = ? WHERE id = ?').run(words.title, words.body, id)
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
    /** What is archived sleeps no more. */
    archive(id: string, at: number): void {
      db.prepare(
        `UPDATE inbox_items SET archived_at = coalesce(archived_at, ?), read_at = coalesce(read_at, ?),
           snoozed_until = NULL WHERE id = ?`,
      ).run(at, at, id)
    },
    /** Archives everything in the view; says how many. Neither view holds anything that wants the user. */
    archiveAll(filter: 'failed' | 'finished', at: number): number {
      return db
        .prepare('UPDATE inbox_items SET archived_at = ?, read_at = coalesce(read_at, ?) WHERE shelf = ?')
        .run(at, at, filter).changes
    },
    /** What is snoozed comes back, so it is not archived any more. */
    snooze(id: string, until: number): void {
      db.prepare('UPDATE inbox_items SET snoozed_until = ?, archived_at = NULL WHERE id = ?').run(until, id)
    },
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
    /** `waiting` are the items of `needs-you`: what was archived or snoozed calls nobody. */
    counts(): InboxCounts {
      // Both are counted at every change of the inbox, so each names the index that holds all it needs.
      const unread = db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM inbox_items INDEXED BY inbox_unread
           WHERE read_at IS NULL AND archived_at IS NULL`,
        )
        .get()
      const hidden = db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM inbox_items
           WHERE question_id IN (${questionsOfHidden}) AND read_at IS NULL AND archived_at IS NULL`,
        )
        .get()
      const waiting = db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM inbox_items INDEXED BY inbox_by_shelf WHERE shelf = 'needs-you'`,
        )
        .get()
      return { waiting: waiting?.n ?? 0, unread: (unread?.n ?? 0) - (hidden?.n ?? 0) }
    },
  }
}
