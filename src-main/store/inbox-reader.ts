import type { InboxFilter, InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Database, SqlValue } from './database.ts'
import type { IncidentStore } from './incident-store.ts'
import type { QuestionStore } from './question-store.ts'
import { matchQuery } from './match-query.ts'

interface Row {
  id: string
  seq: number
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

/** Questions of conversations that were removed and are not gone yet: mostly none. */
export const questionsOfHidden =
  'SELECT q.id FROM conversations c CROSS JOIN questions q ON q.conversation_id = c.id WHERE c.hidden = 1'
const isShown = `(i.question_id IS NULL OR i.question_id NOT IN (${questionsOfHidden}))`
const shownConversation = `iif(i.conversation_id IN (SELECT id FROM conversations WHERE hidden = 1), NULL, i.conversation_id)`

/** What of a view is asked for. */
export interface InboxPage {
  /** Words, or their beginnings, of title and text. Without a word: everything. */
  readonly search?: string | undefined
  readonly scheduleId?: string | undefined
  /** Only what is older than this instant, epoch ms. */
  readonly before?: number | undefined
  readonly limit: number
}

export type InboxReader = ReturnType<typeof createInboxReader>

/** Reads inbox items with what they are about. A page costs a fixed number of statements, however long it is. */
export function createInboxReader(db: Database, questions: QuestionStore, incidents: IncidentStore) {
  const whole = (rows: readonly Row[]): InboxItem[] => {
    const ids = (of: (row: Row) => string | null): string[] =>
      rows.flatMap((row) => {
        const id = of(row)
        return id === null ? [] : [id]
      })
    const asked = questions.byIds(ids((row) => row.question_id))
    const troubles = incidents.byIds(ids((row) => row.incident_id))
    const shared = questions.openByItem(ids((row) => (row.times_asked > 1 ? row.id : null)))
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      body: row.body,
      at: row.at,
      runId: row.run_id,
      scheduleId: row.schedule_id,
      questionId: row.question_id,
      sameQuestionIds: (shared.get(row.id) ?? []).filter((id) => id !== row.question_id),
      timesAsked: row.times_asked,
      conversationId: row.conversation_id,
      question: asked.get(row.question_id ?? '') ?? null,
      incident: troubles.get(row.incident_id ?? '') ?? null,
      readAt: row.read_at,
      archivedAt: row.archived_at,
      snoozedUntil: row.snoozed_until,
    }))
  }
  const rowsOf = (where: string, values: readonly SqlValue[]): Row[] =>
    db
      .prepare<Row>(`SELECT i.*, ${shownConversation} AS conversation_id FROM inbox_items i ${where}`)
      .all(...values)
  const select = (where: string, ...values: readonly SqlValue[]): InboxItem[] =>
    whole(rowsOf(`WHERE ${where}`, values))

  return {
    get: (id: string): InboxItem | undefined => select('i.id = ?', id)[0],
    /** Those that are there, newest first. */
    byIds: (ids: readonly string[]): InboxItem[] =>
      select('i.id IN (SELECT value FROM json_each(?)) ORDER BY i.at DESC, i.seq DESC', JSON.stringify(ids)),
    /** What needs the user, the newest first: exactly `limit` of it, or all that there is. */
    newestNeeding: (limit: number): InboxItem[] =>
      whole(
        rowsOf(
          `INDEXED BY ${indexes['needs-you'].all} WHERE ${isShown} AND i.shelf = 'needs-you' ORDER BY i.at DESC, i.seq DESC LIMIT ?`,
          [limit],
        ),
      ),
    byQuestion: (questionId: string): InboxItem | undefined => select('i.question_id = ?', questionId)[0],
    byIncident: (incidentId: string): InboxItem | undefined => select('i.incident_id = ?', incidentId)[0],
    /** Items whose snooze has ended at `now`, at most `limit`. */
    awake: (now: number, limit: number): InboxItem[] =>
      select(
        'i.snoozed_until IS NOT NULL AND i.snoozed_until <= ? ORDER BY i.snoozed_until LIMIT ?',
        now,
        limit,
      ),

    /**
     * Newest first. A page never ends in the middle of an instant: where the last of `limit` items shares its time with
     * others, those come too. So what follows is exactly what is older than the last one, and none is lost or told twice.
     */
    list(filter: InboxFilter, { search = '', scheduleId, before, limit }: InboxPage): InboxItem[] {
      const match = matchQuery(search, 'all')
      // What has no word in it is found nowhere, but an empty field looks for nothing.
      if (match === null && search.trim() !== '') return []
      const conditions: [condition: string, ...values: SqlValue[]][] = [
        [isShown],
        filter === 'all' ? ['i.archived_at IS NULL'] : ['i.shelf = ?', filter],
      ]
      if (scheduleId !== undefined) conditions.push(['i.schedule_id = ?', scheduleId])
      if (before !== undefined) conditions.push(['i.at < ?', before])
      if (match !== null)
        conditions.push(['i.seq IN (SELECT rowid FROM inbox_search WHERE inbox_search MATCH ?)', match])
      const index = scheduleId === undefined ? indexes[filter].all : indexes[filter].ofSchedule
      const page = (more: typeof conditions, end: string, ...values: readonly SqlValue[]): Row[] => {
        const all = [...conditions, ...more]
        const where = all.map(([condition]) => condition).join(' AND ')
        return rowsOf(`INDEXED BY ${index} WHERE ${where} ORDER BY i.at DESC, i.seq DESC ${end}`, [
          ...all.flatMap(([, ...bound]) => bound),
          ...values,
        ])
      }
      const rows = page([], 'LIMIT ?', limit)
      const last = rows.at(-1)
      if (last && rows.length === limit)
        rows.push(
          ...page(
            [
              ['i.at = ?', last.at],
              ['i.seq < ?', last.seq],
            ],
            '',
          ),
        )
      return whole(rows)
    },
  }
}

const shelf = { all: 'inbox_by_shelf', ofSchedule: 'inbox_by_schedule' } as const
/** Named, so that no page is ever sorted or looked for in all that was ever told. */
const indexes: Readonly<Record<InboxFilter, { readonly all: string; readonly ofSchedule: string }>> = {
  'needs-you': shelf,
  snoozed: shelf,
  failed: shelf,
  finished: shelf,
  archived: shelf,
  all: { all: 'inbox_shown', ofSchedule: 'inbox_shown_by_schedule' },
}
