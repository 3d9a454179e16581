import type { NewConversation } from '../src-main/store/conversation-store.ts'
import { defaultPolicies, type Action, type Trigger } from '../src-shared/domain/schedule.ts'
import { systemClock } from '../src-main/platform/clock.ts'
import { systemIds } from '../src-main/platform/ids.ts'
import { silentLogger } from '../src-main/platform/logger.ts'
import { migrations } from '../src-main/store/migrations/migrations.ts'
import { openDatabase } from '../src-main/store/open-database.ts'
import { createStores, type Stores } from '../src-main/store/stores.ts'

/** A data folder before its application starts, filled through the application's own stores. */
export interface FolderFiller {
  readonly stores: Stores
  /** A schedule in a conversation of its own, as `schedules.create` makes it. Returns its id. */
  addSchedule(title: string, action: Action, trigger: Trigger, nextAt: number): string
  /** Rows of slots that ran on time and succeeded, one for each instant. */
  addSlots(scheduleId: string, title: string, nominalAt: readonly number[]): void
}

/**
 * Makes the folder, or opens it, in the latest version, and fills it in one transaction. The backup of the day is made
 * too: the application would make it a minute after its start, in the middle of what is measured.
 */
export async function prepareFolder(folder: string, fill: (filler: FolderFiller) => void): Promise<void> {
  const opened = await openDatabase({ folder, migrations, clock: systemClock, logger: silentLogger })
  try {
    opened.database.transaction(() => fill(createFiller(createStores(opened.database))))
    await opened.backup.make()
  } finally {
    await opened.close()
  }
}

function createFiller(stores: Stores): FolderFiller {
  const ids = systemIds(systemClock)
  const now = systemClock.now()
  const dates = { createdAt: now, updatedAt: now }
  return {
    stores,
    addSchedule(title, action, trigger, nextAt) {
      const id = ids.next('schedule')
      const place: NewConversation = {
        id: ids.next('conversation'),
        kind: 'chat',
        title,
        scheduleId: null,
        workingDirectory: null,
        permission: 'ask',
        tools: {},
        ...dates,
      }
      stores.conversations.insert(place)
      const rest = { enabled: true, pausedReason: null, lastRunId: null, runsCount: 0, confirmed: true }
      const policies = defaultPolicies
      const followsSystemZone = false
      const schedule = {
        id,
        title,
        action,
        trigger,
        followsSystemZone,
        policies,
        deliverTo: place.id,
        nextAt,
      }
      stores.schedules.insert({ ...schedule, ...rest, ...dates }, nextAt, null)
      stores.scheduleEvents.add({ scheduleId: id, at: now, kind: 'created', text: 'Made' })
      return id
    },
    addSlots(scheduleId, title, nominalAt) {
      for (const at of nominalAt) {
        const id = ids.next('run')
        stores.runs.insert({
          id,
          scheduleId,
          title,
          origin: 'schedule',
          nominalAt: at,
          startedAt: at,
          endedAt: at,
          status: 'succeeded',
          reason: null,
          reasonCode: null,
          dryRun: false,
          late: false,
          nominalUntil: null,
          conversationId: null,
          sessionId: null,
          turnId: null,
          deliverTo: null,
          result: title,
          delivery: 'delivered',
          policies: defaultPolicies,
        })
        stores.runs.addEvent({ runId: id, at, kind: 'created', text: 'Reminded', detail: { nominalAt: at } })
      }
    },
  }
}
