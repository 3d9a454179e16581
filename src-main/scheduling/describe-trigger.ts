import cronstrue from 'cronstrue'
import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Bounds, Trigger } from '../../src-shared/domain/schedule.ts'
import { cronCalendar } from './cron-calendar.ts'
import { cronWords } from './cron-words.ts'
import { durationWords } from './duration-words.ts'
import { dateWords, timeWords } from './instant-words.ts'

export interface DescribeContext {
  /** The user's zone: instants are told in it, and a trigger's zone is named when it is another. */
  readonly timeZone: string
  /** Epoch milliseconds; a `once` that is not later is said to have passed. */
  readonly now?: number
}

function canonicalZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    return timeZone
  }
}

function describeCron(expression: string): string {
  try {
    return (
      cronWords(cronCalendar(expression)) ?? cronstrue.toString(expression, { use24HourTimeFormat: true })
    )
  } catch {
    return `On the cron expression ${expression}`
  }
}

function describeInterval(everyMs: number): string {
  const words = durationWords(everyMs)
  return `Every ${words.startsWith('1 ') ? words.slice(2) : words}`
}

/**
 * A trigger in plain English: `Every weekday at 09:00`, `Every 15 minutes`, `Once, on Sat 21 Nov 2026 at 09:30`. Times
 * are on the 24-hour clock. A cron that has no short name is told by cronstrue. Never throws.
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
      const words = describeCron(trigger.expression)
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
  return timeWords(instant + 1, timeZone) === '00:00'
    ? ''
    : ` at ${timeWords(instant - (instant % 60_000), timeZone)}`
}

/** Bounds in words to follow a trigger's: `, from Mon 23 Nov 2026 00:00, until Thu 31 Dec 2026, 3 times`; empty for none. */
export function describeBounds(bounds: Bounds, timeZone: string): string {
  const words: string[] = []
  const { notBefore, notAfter, maxRuns } = bounds
  if (notBefore !== undefined)
    words.push(`from ${dateWords(notBefore, timeZone)}${startTime(notBefore, timeZone)}`)
  if (notAfter !== undefined)
    words.push(`until ${dateWords(notAfter, timeZone)}${endTime(notAfter, timeZone)}`)
  if (maxRuns !== undefined) words.push(maxRuns === 1 ? 'once' : maxRuns === 2 ? 'twice' : `${maxRuns} times`)
  for (const date of bounds.exclude ?? []) words.push(`not on ${date}`)
  return words.map((word) => `, ${word}`).join('')
}
