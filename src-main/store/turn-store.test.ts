import { afterEach, beforeEach, expect, it } from 'vitest'
import { migrations } from './migrations/migrations.ts'
import { openTestDatabase } from './open-test-database.ts'
import { createTurnStore } from './turn-store.ts'
import { queryPlans } from './testing/query-plans.ts'

let opened: ReturnType<typeof openTestDatabase>
beforeEach(() => {
  opened = openTestDatabase(migrations)
})
afterEach(() => opened.close())

const plansOf = (use: (turns: ReturnType<typeof createTurnStore>) => void): string[] =>
  queryPlans(opened.database, (listening) => use(createTurnStore(listening)))

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

it('what is under way in a long conversation, and how full its context is, is found without a look at what has ended', () => {
  const plans = plansOf((turns) => {
    turns.active('c')
    turns.lastContextTokens('s')
  })
  expect(plans).toEqual([
    'SEARCH turns USING INDEX turns_active (conversation_id=?)',
    'SEARCH turns USING INDEX turns_by_session (session_id=?)',
  ])
})
