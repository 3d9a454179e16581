import { expect, it } from 'vitest'
import { systemClock } from '../../platform/clock.ts'
import { migrate } from '../migrate.ts'
import { openTestDatabase } from '../open-test-database.ts'
import { createTurnStore } from '../turn-store.ts'
import { initial } from './0001-initial.ts'
import { migrations } from './migrations.ts'

it('a turn of the first schema that waits with a raised budget is there after the migration', () => {
  const { database, close } = openTestDatabase([initial])
  database.exec(`
    INSERT INTO conversations VALUES ('c', 'chat', 'T', NULL, NULL, 1, 1);
    INSERT INTO sessions VALUES ('s', 'c', 'built-in', 'k', NULL, NULL, 'first', 1);
    INSERT INTO turns (id, conversation_id, session_id, lane, status, queued_at, steps, budget_rounds)
      VALUES ('t', 'c', 's', 'chat', 'waiting', 1, 7, 2);
  `)
  migrate(database, migrations, systemClock)
  expect(createTurnStore(database).find('t')).toMatchObject({
    turn: { status: 'waiting', usage: { steps: 7 } },
    ceilings: {},
  })
  close()
})
