import type {
  Answer,
  BudgetAsk,
  Confirm,
  Question,
  QuestionStatus,
  SecretAsk,
} from '../../src-shared/domain/question.ts'
import type { LimitName } from '../../src-shared/domain/schedule.ts'
import type { Database, SqlValue } from './database.ts'
import { type IdList, idsOf } from './id-list.ts'

interface Row {
  id: string
  turn_id: string
  run_id: string | null
  conversation_id: string
  deliver_to: string
  message_id: string | null
  tool_use_id: string | null
  kind: Question['kind']
  prompt: string
  options: string | null
  multiple: number
  tool: string | null
  confirm: string | null
  account: string
  by_default: string | null
  secret: string | null
  budget: string | null
  same_key: string | null
  item_id: string | null
  remind_at: number | null
  status: QuestionStatus
  asked_at: number
  deadline: number | null
  answered_at: number | null
  answered_via: string | null
  answer: string | null
  answer_text: string | null
}

/** The tool call that a question's answer is the result of; a budget question has none. */
export interface QuestionCall {
  readonly messageId: string
  readonly toolUseId: string
}

const question = (row: Row): Question => ({
  id: row.id,
  runId: row.run_id,
  turnId: row.turn_id,
  conversationId: row.conversation_id,
  deliverTo: row.deliver_to,
  kind: row.kind,
  prompt: row.prompt,
  account: row.account,
  ...(row.by_default === null ? {} : { byDefault: row.by_default }),
  ...(row.options === null
    ? {}
    : { options: JSON.parse(row.options) as string[], multiple: row.multiple === 1 }),
  ...(row.tool === null ? {} : { tool: JSON.parse(row.tool) as { name: string; input: unknown } }),
  ...(row.message_id === null || row.tool_use_id === null
    ? {}
    : { call: { messageId: row.message_id, toolUseId: row.tool_use_id } }),
  ...(row.confirm === null ? {} : { confirm: JSON.parse(row.confirm) as Confirm }),
  ...(row.secret === null ? {} : { secret: JSON.parse(row.secret) as SecretAsk }),
  ...(row.budget === null ? {} : { budget: JSON.parse(row.budget) as BudgetAsk }),
  status: row.status,
  askedAt: row.asked_at,
  deadline: row.deadline,
  answeredAt: row.answered_at,
  answeredVia: row.answered_via,
  answerText: row.answer_text,
})

/** Those of a removed conversation go with it. */
const isShown = 'conversation_id NOT IN (SELECT id FROM conversations WHERE hidden = 1)'

/** So many questions of one item are named, and answered by one answer; the item then goes on with the next. */
const mostOfItem = 100

export interface QuestionFilter {
  readonly status?: QuestionStatus | undefined
  readonly conversationId?: string | undefined
  /** Only what was asked after the question with this id; where that is gone, everything. */
  readonly after?: string | undefined
  readonly limit?: number | undefined
}

function chosen({ status, conversationId, after, limit = -1 }: QuestionFilter): {
  readonly where: string
  readonly values: readonly SqlValue[]
} {
  const is = [
    ...(status === undefined ? [] : ['status = ?']),
    ...(after === undefined ? [] : ['seq > coalesce((SELECT seq FROM questions WHERE id = ?), 0)']),
    '1 = 1',
  ].join(' AND ')
  const values = [status, after].filter((value) => value !== undefined)
  if (conversationId === undefined)
    return { where: `${is} AND ${isShown} ORDER BY seq LIMIT ?`, values: [...values, limit] }
  // The first of each half in the order of its own index, so that a page of many costs no more than one of few.
  const half = (column: string): string =>
    `SELECT * FROM (SELECT seq FROM questions WHERE ${column} = ? AND ${is} ORDER BY seq LIMIT ?)`
  const bound = [conversationId, ...values, limit]
  return {
    where: `seq IN (${half('conversation_id')} UNION ${half('deliver_to')}) AND ${isShown} ORDER BY seq LIMIT ?`,
    values: [...bound, ...bound, limit],
  }
}

export type QuestionStore = ReturnType<typeof createQuestionStore>

export function createQuestionStore(db: Database) {
  const select = (where: string, ...values: readonly SqlValue[]): Question[] =>
    db
      .prepare<Row>(`SELECT * FROM questions WHERE ${where}`)
      .all(...values)
      .map(question)

  // Named, because the planner would rather look at every open question.
  const withDeadline = `questions INDEXED BY questions_open WHERE status = 'open' AND deadline IS NOT NULL`
  const withReminder = `questions INDEXED BY questions_to_remind WHERE status = 'open' AND remind_at IS NOT NULL`

  return {
    get: (id: string): Question | undefined => select('id = ?', id)[0],
    byIds: (ids: readonly string[]): ReadonlyMap<string, Question> =>
      ids.length === 0
        ? new Map()
        : new Map(
            select('id IN (SELECT value FROM json_each(?))', JSON.stringify(ids)).map((each) => [
              each.id,
              each,
            ]),
          ),
    call(id: string): QuestionCall | null {
      const row = db.prepare<Row>('SELECT * FROM questions WHERE id = ?').get(id)
      return row?.message_id != null && row.tool_use_id !== null
        ? { messageId: row.message_id, toolUseId: row.tool_use_id }
        : null
    },
    /** `sameKey`: open questions with the same one ask the very same; `remindAt`: epoch ms of its one reminder. */
    insert(
      q: Question,
      call: QuestionCall | null,
      beside: { readonly sameKey: string | null; readonly remindAt: number | null },
    ): void {
      db.prepare(
        `INSERT INTO questions (id, turn_id, run_id, conversation_id, deliver_to, message_id, tool_use_id, kind, prompt,
           options, multiple, tool, confirm, account, by_default, secret, budget, same_key, remind_at, status, asked_at, deadline)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        q.id,
        q.turnId,
        q.runId,
        q.conversationId,
        q.deliverTo,
        call?.messageId ?? null,
        call?.toolUseId ?? null,
        q.kind,
        q.prompt,
        q.options ? JSON.stringify(q.options) : null,
        q.multiple ? 1 : 0,
        q.tool ? JSON.stringify(q.tool) : null,
        q.confirm ? JSON.stringify(q.confirm) : null,
        q.account,
        q.byDefault ?? null,
        q.secret ? JSON.stringify(q.secret) : null,
        q.budget ? JSON.stringify(q.budget) : null,
        beside.sameKey,
        beside.remindAt,
        q.status,
        q.askedAt,
        q.deadline,
      )
    },
    /** The inbox item that shows it; `null`: none does. */
    setItem(id: string, itemId: string): void {
      db.prepare('UPDATE questions SET item_id = ? WHERE id = ?').run(itemId, id)
    },
    itemOf: (id: string): string | null =>
      db.prepare<{ item_id: string | null }>('SELECT item_id FROM questions WHERE id = ?').get(id)?.item_id ??
      null,
    /** Open questions that an item shows, in the order in which they were asked: the first `mostOfItem`. */
    openOfItem: (itemId: string): Question[] =>
      select(`item_id = ? AND status = 'open' ORDER BY seq LIMIT ?`, itemId, mostOfItem),
    oldestOpenOfItem: (itemId: string): Question | undefined =>
      select(`item_id = ? AND status = 'open' ORDER BY seq LIMIT 1`, itemId)[0],
    /** By item, the ids of its open questions in the order in which they were asked: the first `mostOfItem` of each. */
    openByItem(itemIds: readonly string[]): ReadonlyMap<string, readonly string[]> {
      const found = new Map<string, string[]>()
      if (itemIds.length === 0) return found
      const rows = db
        .prepare<{ item: string; id: string }>(
          `SELECT e.value AS item, q.id FROM json_each(?) e CROSS JOIN questions q ON q.seq IN (
             SELECT o.seq FROM questions o WHERE o.item_id = e.value AND o.status = 'open' ORDER BY o.seq LIMIT ?)
           ORDER BY q.seq`,
        )
        .all(JSON.stringify(itemIds), mostOfItem)
      for (const { item, id } of rows) {
        const ids = found.get(item)
        if (ids) ids.push(id)
        else found.set(item, [id])
      }
      return found
    },
    /** The item of an open question that asks the very same. */
    itemOfSame: (id: string): string | null =>
      db
        .prepare<{ item_id: string }>(
          `SELECT o.item_id FROM questions q JOIN questions o ON o.same_key = q.same_key
           WHERE q.id = ? AND o.turn_id <> q.turn_id AND o.status = 'open' AND o.item_id IS NOT NULL ORDER BY o.seq LIMIT 1`,
        )
        .get(id)?.item_id ?? null,
    /** Open questions whose reminder is due, at most `limit`. */
    toRemind: (now: number, limit: number): Question[] =>
      db
        .prepare<Row>(`SELECT * FROM ${withReminder} AND remind_at <= ? ORDER BY remind_at LIMIT ?`)
        .all(now, limit)
        .map(question),
    nextReminder: (): number | null =>
      db.prepare<{ at: number | null }>(`SELECT min(remind_at) AS at FROM ${withReminder}`).get()?.at ?? null,
    reminded(id: string): void {
      db.prepare('UPDATE questions SET remind_at = NULL WHERE id = ?').run(id)
    },
    /**
     * The compare-and-set: closes the question if it is open, and says whether it did. Of any number of callers exactly
     * one gets `true`. A credential's answer is given as `null`: it is kept in the vault only.
     */
    close(
      id: string,
      to: Exclude<QuestionStatus, 'open'>,
      by: {
        readonly at: number
        readonly via: string
        readonly answer: Answer | null
        readonly text: string | null
      },
    ): boolean {
      const { changes } = db
        .prepare(
          `UPDATE questions SET status = ?, answered_at = ?, answered_via = ?, answer = ?, answer_text = ?
           WHERE id = ? AND status = 'open'`,
        )
        .run(to, by.at, by.via, by.answer === null ? null : JSON.stringify(by.answer), by.text, id)
      return changes === 1
    },
    openOfTurn: (turnId: string): Question[] =>
      select(`turn_id = ? AND status = 'open' ORDER BY seq`, turnId),
    /** What open questions of the schedule's runs ask about can no more be allowed for good; gives those as they are now. */
    offerOnceOnly(scheduleId: string): Question[] {
      const rows = db
        .prepare<{ id: string }>(
          `SELECT q.id FROM runs r CROSS JOIN questions q ON q.turn_id = r.turn_id
           WHERE r.schedule_id = ? AND r.status IN ('queued', 'running', 'waiting')
             AND q.status = 'open' AND q.kind = 'confirm' AND q.confirm ->> '$.always' IS NOT NULL`,
        )
        .all(scheduleId)
      const ids = JSON.stringify(rows.map(({ id }) => id))
      db.prepare(
        `UPDATE questions SET confirm = json_set(confirm, '$.always', NULL) WHERE id IN (SELECT value FROM json_each(?))`,
      ).run(ids)
      return select('id IN (SELECT value FROM json_each(?)) ORDER BY seq', ids)
    },
    /** When a turn last asked about this limit, epoch ms; `null`: it did not. */
    budgetAskedAt: (turnId: string, limit: LimitName): number | null =>
      db
        .prepare<{ at: number | null }>(
          `SELECT max(asked_at) AS at FROM questions WHERE turn_id = ? AND kind = 'budget' AND budget ->> '$.limit' = ?`,
        )
        .get(turnId, limit)?.at ?? null,
    /** Open questions whose deadline has come, at most `limit`. */
    expired(now: number, limit: number): Question[] {
      return db
        .prepare<Row>(`SELECT * FROM ${withDeadline} AND deadline <= ? ORDER BY deadline LIMIT ?`)
        .all(now, limit)
        .map(question)
    },
    nextDeadline: (): number | null =>
      db.prepare<{ at: number | null }>(`SELECT min(deadline) AS at FROM ${withDeadline}`).get()?.at ?? null,
    /** Oldest first. */
    list(filter: QuestionFilter): Question[] {
      const { where, values } = chosen(filter)
      return select(where, ...values)
    },
    /** The ids of the same. */
    ids(filter: QuestionFilter): string[] {
      const { where, values } = chosen(filter)
      return idsOf(
        db
          .prepare<IdList>(
            `SELECT json_group_array(id) AS ids FROM (SELECT id FROM questions WHERE ${where})`,
          )
          .get(...values),
      )
    },
  }
}
