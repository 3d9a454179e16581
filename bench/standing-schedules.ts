import type { Action, Trigger } from '../src-shared/domain/schedule.ts'
import { nextFire } from '../src-main/scheduling/next-fire.ts'
import { expressions, timeZones } from './cron-sample.ts'
import type { FolderFiller } from './prepared-folder.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A fire during a benchmark would be measured as rest. */
const quietMs = hourMs

/**
 * Adds `count` schedules of all kinds, none of which is due within the hour, each `withSlots`-th of them with the 14 slots
 * that its strip shows. Returns the ids of those.
 */
export function addStandingSchedules(filler: FolderFiller, count: number, withSlots: number): string[] {
  const now = Date.now()
  const ids: string[] = []
  let added = 0
  for (let i = 0; added < count; i++) {
    const trigger = triggerOf(i, now)
    const nextAt = nextFire(trigger, now)
    if (nextAt === null || nextAt < now + quietMs) continue
    const title = `Schedule ${i}`
    const id = filler.addSchedule(title, actionOf(i), trigger, nextAt)
    if (added % withSlots === 0) {
      const slots = Array.from({ length: 14 }, (_, slot) => now - (14 - slot) * dayMs)
      filler.addSlots(id, title, slots)
      ids.push(id)
    }
    added++
  }
  return ids
}

/** Mostly crons, each expression at other minutes and in another zone; now and then a single instant or an interval. */
function triggerOf(i: number, now: number): Trigger {
  if (i % 10 === 0) return { kind: 'once', at: now + 2 * hourMs + i * 60_000 }
  if (i % 10 === 1) return { kind: 'interval', everyMs: 6 * hourMs + i * 1000, anchor: now }
  const sample = expressions[i % expressions.length] ?? '0 8 * * *'
  // Those of six fields have their seconds first.
  const [minute, ...rest] = sample.split(' ').slice(-5)
  const expression = minute === '0' ? [i % 60, ...rest].join(' ') : sample
  return { kind: 'cron', expression, timeZone: timeZones[i % timeZones.length] ?? 'UTC' }
}

function actionOf(i: number): Action {
  if (i % 2 === 0) return { kind: 'notify', text: `Time for number ${i}` }
  const instruction = `Look at the build of number ${i} and tell me in two sentences what is new since yesterday.`
  return { kind: 'assist', instruction, context: 'fresh' }
}
