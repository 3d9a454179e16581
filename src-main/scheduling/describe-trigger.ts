import cronstrue from 'cronstrue'
import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { canonicalZone } from './canonical-zone.ts'
import { cronCalendar } from './cron-calendar.ts'
import { cronWords } from './cron-words.ts'
import { durationWords } from './duration-words.ts'
import { dateWords, localDate, timeWords } from './instant-words.ts'
import { countedFrom, onlyWords } from './stride-words.ts'

export interface DescribeContext {
  /** The user's zone: instants are told in it, and a trigger's zone is named when it is another. */
  readonly timeZone: string
  /** Epoch milliseconds; a `once` that is not later is said to have passed. */
  readonly now?: number
}

function describeCron({ expression, every }: Extract<Trigger, { kind: 'cron' }>): string {
  try {
    const calendar = cronCalendar(expression)
    const alone = cronWords(calendar) ?? cronstrue.toString(expression, { use24HourTimeFormat: true })
    if (every === undefined) return alone
    return `${cronWords(calendar, every) ?? `${alone}, ${onlyWords(every)}`}, ${countedFrom(every)}`
  } catch {
    return `On the cron expression ${expression}`
  }
}

/** In hours at most: a number of days would be told apart from the days of the calendar by nothing. */
function describeInterval(everyMs: number): string {
  const hours = everyMs / 3_600_000
  const words = Number.isInteger(hours) && hours > 1 ? `${hours} hours` : durationWords(everyMs)
  return `Every ${words.startsWith('1 ') ? words.slice(2) : words}`
}

/**
 * A trigger in plain English: `Every weekday at 09:00`, `Every 15 minutes`, `Once, on Sat 21 Nov 2026 at 09:30`,
 * `Every other Tuesday at 09:00, counted from Tue 24 Nov 2026`. Times are on the 24-hour clock. A cron that has no short
 * name is told by cronstrue. Never throws. `parseWhen` reads these words, cronstrue's excepted, as the same trigger.
 */
export function describeTrigger(trigger: Trigger, { timeZone, now }: DescribeContext): string {
  switch (trigger.kind) {
    case 'once': {
      const passed = now !== undefined && trigger.at <= now ? ' (passed)' : ''
      return `Once, on ${dateWords(trigger.at, timeZone)} at ${timeWords(trigger.at, timeZone)}${passed}`
    }
    case 'interval':
      return describeInterval(trigger.everyMs)
    case 'cron': {
      const words = describeCron(trigger)
      const isElsewhere = canonicalZone(trigger.timeZone) !== canonicalZone(timeZone)
      return isElsewhere ? `${words} (${trigger.timeZone})` : words
    }
    default:
      return assertNever(trigger)
  }
}

/** A start at midnight and an end just before it are days; any other instant is told with its time. */
function startTime(instant: number, timeZone: string): string {
  const time = timeWords(instant, timeZone)
  return time === '00:00' ? '' : ` at ${time}`
}

function endTime(instant: number, timeZone: string): string {
  const endsDay = localDate(instant + 1, timeZone) !== localDate(instant, timeZone)
  return endsDay ? '' : ` at ${timeWords(instant - (instant % 60_000), timeZone)}`
}

/**
 * Bounds in words to follow a trigger's: `, between 08:00 and 20:00, from Mon 23 Nov 2026, until Thu 31 Dec 2026, 3 times,
 * up to 5 minutes later`; empty for none. Instants are told in `timeZone`.
 */
export function describeBounds(bounds: Bounds, timeZone: string): string {
  const words: string[] = []
  const { notBefore, notAfter, maxRuns, hours, jitterMs = 0 } = bounds
  if (hours !== undefined) words.push(`between ${hours.from} and ${hours.to}`)
  if (notBefore !== undefined)
    words.push(`from ${dateWords(notBefore, timeZone)}${startTime(notBefore, timeZone)}`)
  if (notAfter !== undefined)
    words.push(`until ${dateWords(notAfter, timeZone)}${endTime(notAfter, timeZone)}`)
  if (maxRuns !== undefined) words.push(maxRuns === 1 ? 'once' : maxRuns === 2 ? 'twice' : `${maxRuns} times`)
  for (const date of bounds.exclude ?? []) words.push(`not on ${date}`)
  if (jitterMs > 0) words.push(`up to ${durationWords(jitterMs)} later`)
  return words.map((word) => `, ${word}`).join('')
}
