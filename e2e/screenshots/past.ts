import { systemClock } from '../../src-main/platform/clock.ts'
import { systemIds } from '../../src-main/platform/ids.ts'
import { silentLogger } from '../../src-main/platform/logger.ts'
import type { NewRun } from '../../src-main/store/run-store.ts'
import { migrations } from '../../src-main/store/migrations/migrations.ts'
import { openDatabase } from '../../src-main/store/open-database.ts'
import { createStores } from '../../src-main/store/stores.ts'

const day = 86_400_000

/** What became of the last weeks' slots, oldest first. */
const fates: readonly Partial<NewRun>[] = [
  { status: 'succeeded' },
  { status: 'succeeded' },
  {
    status: 'succeeded',
    late: true,
    reason: 'due 09:00, ran 11:12: the computer was asleep',
    reasonCode: 'asleep',
  },
  { status: 'succeeded' },
  {
    status: 'missed',
    reason: 'due 09:00: Dormouse was not running; too late, at most 24 hours are allowed',
    reasonCode: 'too-late',
  },
  { status: 'succeeded' },
  {
    status: 'failed',
    reason: 'The service behind the connection is overloaded. Try again in a few minutes.',
  },
  { status: 'succeeded' },
  { status: 'succeeded' },
  {
    status: 'skipped',
    reason: 'The previous run is still waiting for you',
    reasonCode: 'previous-waiting',
  },
  { status: 'succeeded' },
  { status: 'succeeded' },
]

/** Gives the schedules of a folder that no application has open some weeks of history. */
export async function givePast(folder: string, titles: readonly string[]): Promise<void> {
  const opened = await openDatabase({ folder, migrations, clock: systemClock, logger: silentLogger })
  const stores = createStores(opened.database)
  const ids = systemIds(systemClock)
  try {
    opened.database.transaction(() => {
      for (const { id, title, policies } of stores.schedules.list()) {
        if (!titles.includes(title)) continue
        fates.forEach((fate, index) => {
          const nominalAt = systemClock.now() - (fates.length - index) * day
          const started = fate.status === 'missed' || fate.status === 'skipped' ? null : nominalAt
          const blank = { conversationId: null, sessionId: null, turnId: null, deliverTo: null, result: null }
          stores.runs.insert({
            ...blank,
            id: ids.next('run'),
            scheduleId: id,
            title,
            origin: 'schedule',
            nominalAt,
            startedAt: started === null ? null : started + (fate.late === true ? 2.2 * 3_600_000 : 0),
            endedAt: nominalAt + 2.3 * 3_600_000,
            status: 'succeeded',
            reason: null,
            reasonCode: null,
            dryRun: false,
            late: false,
            nominalUntil: null,
            delivery: 'delivered',
            policies,
            ...fate,
          })
        })
      }
    })
  } finally {
    await opened.close()
  }
}
