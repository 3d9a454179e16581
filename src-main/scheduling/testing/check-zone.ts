import { Temporal } from 'temporal-polyfill'
import { clockChanges } from '../clock-changes.ts'
import { countFires } from '../count-fires.ts'
import { nextFire } from '../next-fire.ts'
import { zoneClock } from '../zone-clock.ts'
import {
  bruteForceFires,
  changesOf,
  localMinutesAround,
  triggerOf,
  type LocalMinute,
  type PlainCron,
} from './brute-force-fires.ts'

const hourMs = 3_600_000
const dayMs = 86_400_000

export interface ZoneReport {
  readonly timeZone: string
  /** How many times the zone changes its offset within the span. */
  readonly changes: number
  readonly offsets: number
  /** How many fires were compared. */
  readonly fires: number
  /** What differs, in words; nothing when all is well. */
  readonly differences: readonly string[]
}

export interface Span {
  readonly from: number
  readonly to: number
}

function offsetBefore(timeZone: string, at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6
}

function expectedChanges(timeZone: string, { from, to }: Span): { at: number; byMs: number }[] {
  return changesOf(timeZone, from, to).map((at) => ({
    at,
    byMs: offsetBefore(timeZone, at) - offsetBefore(timeZone, at - 1),
  }))
}

/** Every 7th minute and a half of the three hours before and after the change, and the change itself. */
function questionsAround(change: number): number[] {
  const questions = [change - 1, change, change + 1]
  for (let at = change - 3 * hourMs; at < change + 3 * hourMs; at += 450_000) questions.push(at)
  return questions
}

/** Compares fire after fire from 25 hours before the change to 25 hours after it, and questions from between them. */
function compareFires(
  cron: PlainCron,
  timeZone: string,
  change: number,
  minutes: readonly LocalMinute[],
): { readonly fires: number; readonly difference: string | null } {
  const trigger = triggerOf(cron, timeZone)
  const [from, to] = [change - 25 * hourMs, change + 25 * hourMs]
  const expected = bruteForceFires(cron, minutes).filter((at) => at > from && at <= to)
  const found: number[] = []
  for (let at = nextFire(trigger, from); at !== null && at <= to; at = nextFire(trigger, at)) found.push(at)
  const wrong = expected.findIndex((at, index) => at !== found[index])
  const what = `${timeZone} around ${new Date(change).toISOString()}: ${JSON.stringify(trigger)}`
  if (wrong >= 0 || found.length > expected.length) {
    const index = wrong < 0 ? expected.length : wrong
    return {
      fires: expected.length,
      difference: `${what} fires at ${found[index]}, not at ${expected[index]}`,
    }
  }
  const misled = questionsAround(change).find((at) => {
    const next = expected.find((fire) => fire > at)
    return next !== undefined && nextFire(trigger, at) !== next
  })
  if (misled !== undefined)
    return {
      fires: expected.length,
      difference: `${what} fires at ${nextFire(trigger, misled)} after ${misled}`,
    }
  const counted = countFires(trigger, from, to)
  const difference = counted === found.length ? null : `${what} counts ${counted} fires, not ${found.length}`
  return { fires: expected.length, difference }
}

/** Offsets at every sixth hour, so that a change which neither side found is found by one. */
function compareOffsets(
  timeZone: string,
  { from, to }: Span,
): { compared: number; difference: string | null } {
  const clock = zoneClock(timeZone)
  let compared = 0
  for (let at = from; at < to; at += dayMs / 4, compared++) {
    if (clock?.offsetAt(at) !== offsetBefore(timeZone, at))
      return { compared, difference: `${timeZone} has another offset at ${new Date(at).toISOString()}` }
  }
  return { compared, difference: null }
}

/**
 * Compares one zone with Temporal: its changes of offset within the span, its offset at every sixth hour, and the fires of
 * the given crons, minute by minute, around the changes. A zone without a change is tried in the middle of the span.
 */
export function checkZone(timeZone: string, span: Span, crons: readonly PlainCron[]): ZoneReport {
  const differences: string[] = []
  const expected = expectedChanges(timeZone, span)
  const found = clockChanges(timeZone, span.from, span.to - 1)
  if (JSON.stringify(found) !== JSON.stringify(expected))
    differences.push(`${timeZone} changes ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`)
  const offsets = compareOffsets(timeZone, span)
  if (offsets.difference !== null) differences.push(offsets.difference)
  const middle = Math.floor((span.from + span.to) / 2 / dayMs) * dayMs + dayMs / 2
  const around = expected.length === 0 ? [middle] : expected.map(({ at }) => at)
  let fires = 0
  for (const at of around) {
    const minutes = localMinutesAround(timeZone, at)
    for (const cron of crons) {
      const compared = compareFires(cron, timeZone, at, minutes)
      fires += compared.fires
      if (compared.difference !== null) differences.push(compared.difference)
    }
  }
  return { timeZone, changes: expected.length, offsets: offsets.compared, fires, differences }
}
