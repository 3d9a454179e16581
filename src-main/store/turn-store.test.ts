import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createTurnStore } from './turn-store.ts'

let opened: ReturnType<typeof openTestDatabase>
beforeEach(() => {
  opened = openTestDatabase(migrations)
})
afterEach(() => opened.close())

/** The steps of the query plans of every statement that `use` has prepared. */
function plansOf(use: (turns: ReturnType<typeof createTurnStore>) => void): string[] {
  const { database } = opened
  const statements = new Set<string>()
  const listening: Database = {
    prepare(sql) {
      statements.add(sql)
      return database.prepare(sql)
    },
    exec: (sql) => database.exec(sql),
    transaction: (fn) => database.transaction(fn),
    close: () => database.close(),
  }
  use(createTurnStore(listening))
  return [...statements].flatMap((sql) =>
    database
      .prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...Array.from(sql.match(/\?/g) ?? [], () => '[]'))
      .map(({ detail }) => detail),
  )
}

it('what may start next is found in the order of an index, however much is queued', () => {
  const blocked = { turnIds: [], connectionIds: [] }
  const plans = plansOf((turns) => {
    turns.startableChat([])
    for (const late of [false, true])
      for (const begun of [false, true]) turns.startableRun({ late, begun }, blocked)
  })
  expect(plans.filter((step) => /^SCAN (?!json_each)|TEMP B-TREE/.test(step))).toEqual([])
  expect(plans.filter((step) => step.startsWith('SEARCH r USING INDEX runs_queued'))).toHaveLength(4)
  expect(plans.filter((step) => step.startsWith('SEARCH t USING INDEX turns_queued'))).toHaveLength(1)
})
