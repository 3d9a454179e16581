import { join } from 'node:path'
import { loadSqlite } from '../../store/load-sqlite.ts'

/** What the loop left in the database, when everything had come to its end. */
export interface AskRows {
  readonly questions: readonly {
    readonly id: string
    readonly job: string
    readonly kind: string
    readonly status: string
    readonly via: string | null
    readonly words: string | null
    readonly toolUseId: string | null
    /** How many inbox items show it, and how many messages of the user answer it. */
    readonly items: number
    readonly messages: number
  }[]
  /** Job and status of every turn. */
  readonly turns: readonly { readonly job: string; readonly status: string }[]
  /** Title and text of every item that a job left after its answer, and the number of result items by job. */
  readonly told: readonly { readonly title: string; readonly body: string }[]
  readonly results: Readonly<Record<string, number>>
  readonly secrets: readonly string[]
  /** Everything that the desktop was to be told of, as a row says it; and how much of it is still due. */
  readonly notifications: readonly { readonly key: string; readonly title: string; readonly body: string }[]
  readonly outboxDue: number
  readonly integrity: string
}

/** Reads the database of a process that has ended. */
export function readAskRows(dataDir: string): AskRows {
  const db = new (loadSqlite().DatabaseSync)(join(dataDir, 'dormouse.db'), { readOnly: true })
  const all = <Row>(sql: string): Row[] => db.prepare(sql).all() as Row[]
  const job = (turn: string): string =>
    `coalesce((SELECT r.title FROM runs r WHERE r.turn_id = ${turn}.id), (SELECT c.title FROM conversations c WHERE c.id = ${turn}.conversation_id))`
  try {
    return {
      questions: all(
        `SELECT q.id, ${job('t')} AS job, q.kind, q.status, q.answered_via AS via, q.answer_text AS words,
           q.tool_use_id AS toolUseId,
           (SELECT count(*) FROM inbox_items i WHERE i.question_id = q.id) AS items,
           (SELECT count(*) FROM messages m WHERE m.answers = q.id) AS messages
         FROM questions q JOIN turns t ON t.id = q.turn_id ORDER BY q.seq`,
      ),
      turns: all(`SELECT ${job('t')} AS job, t.status FROM turns t ORDER BY t.queued_at`),
      told: all("SELECT title, body FROM inbox_items WHERE kind = 'reminder' ORDER BY seq"),
      results: Object.fromEntries(
        all<{ title: string; n: number }>(
          "SELECT title, count(*) AS n FROM inbox_items WHERE kind = 'result' GROUP BY title",
        ).map(({ title, n }) => [title, n]),
      ),
      secrets: all<{ name: string }>('SELECT name FROM secrets ORDER BY name').map(({ name }) => name),
      notifications: all(
        `SELECT key, effect ->> '$.title' AS title, effect ->> '$.body' AS body FROM outbox
         WHERE effect ->> '$.kind' = 'notify' ORDER BY id`,
      ),
      outboxDue: all('SELECT id FROM outbox WHERE done_at IS NULL').length,
      integrity: all<{ integrity_check: string }>('PRAGMA integrity_check')
        .map((row) => row.integrity_check)
        .join(' '),
    }
  } finally {
    db.close()
  }
}
