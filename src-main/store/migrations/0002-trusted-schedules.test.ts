import { expect, it } from 'vitest'
import { defaultPolicies } from '../../../src-shared/domain/schedule.ts'
import { systemClock } from '../../platform/clock.ts'
import { migrate } from '../migrate.ts'
import { openTestDatabase } from '../open-test-database.ts'
import { createStores } from '../stores.ts'
import { initial } from './0001-initial.ts'
import { migrations } from './migrations.ts'

it('schedules and runs of the first version go on in the second: due as before, paused since their last change', () => {
  const { database, close } = openTestDatabase([initial])
  const add = (id: string, enabled: number, nextAt: number | null): void =>
    void database
      .prepare(
        `INSERT INTO schedules (id, title, action, trigger, policies, enabled, deliver_to, next_at, created_at, updated_at)
         VALUES (?, 'Old', '{"kind":"notify","text":"Hi"}', '{"kind":"interval","everyMs":1000,"anchor":0}', ?, ?, 'c', ?, 1, 2)`,
      )
      .run(id, JSON.stringify(defaultPolicies), enabled, nextAt)
  add('armed', 1, 5000)
  add('paused', 0, null)
  database
    .prepare(
      `INSERT INTO runs (id, schedule_id, title, origin, nominal_at, status, delivery, policies)
       VALUES ('run', 'armed', 'Old', 'schedule', 4000, 'succeeded', 'none', '{}')`,
    )
    .run()

  migrate(database, migrations, systemClock)
  const stores = createStores(database)
  expect(stores.schedules.due(5000, 10)).toEqual(['armed'])
  expect(stores.schedules.pausedAt('paused')).toBe(2)
  expect(stores.schedules.list()).toMatchObject([
    { id: 'armed', enabled: true, followsSystemZone: false, confirmed: true, nextAt: 5000 },
    { id: 'paused', enabled: false },
  ])
  expect(stores.schedules.list()[0]).toEqual(stores.schedules.get('armed'))
  expect(stores.runs.bySlot('armed', 4000)).toMatchObject({ reasonCode: null, dryRun: false })
  close()
})
