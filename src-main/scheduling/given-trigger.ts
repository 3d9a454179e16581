import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Trigger } from '../../src-shared/domain/schedule.ts'
import type { GivenTrigger } from '../turns/tools/tool.ts'
import { zoneClock } from './zone-clock.ts'

const localForm = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?$/
const minuteMs = 60_000

/**
 * The trigger that a structured call means, or why it means none, as a sentence that says what to correct. Local times are
 * of `timeZone`, the user's, unless the call names a zone; one that the clock skips is the first instant after the gap.
 */
export function readGivenTrigger(
  given: GivenTrigger,
  timeZone: string,
): { readonly trigger: Trigger } | { readonly problem: string } {
  switch (given.kind) {
    case 'once':
      return readOnce(given.at, given.timeZone ?? timeZone)
    case 'interval':
      return { trigger: { kind: 'interval', everyMs: given.minutes * minuteMs } }
    case 'cron':
      return {
        trigger: { kind: 'cron', expression: given.expression, timeZone: given.timeZone ?? timeZone },
      }
    default:
      return assertNever(given)
  }
}

function readOnce(
  at: string,
  timeZone: string,
): { readonly trigger: Trigger } | { readonly problem: string } {
  const wall = readWall(at)
  if (wall === null) {
    const problem = '"at" is no local date and time: write it like 2026-11-23T09:00, without a zone.'
    return { problem }
  }
  const clock = zoneClock(timeZone)
  if (clock === null) {
    const problem = `The time zone "${timeZone}" is not known. Use an IANA name such as Europe/London, or leave it out.`
    return { problem }
  }
  return { trigger: { kind: 'once', at: clock.instantOf(wall) } }
}

/** A local date and time as the instant that it would be in UTC; `null` for anything else, 31 February included. */
function readWall(text: string): number | null {
  const [, date, time, seconds = ':00'] = localForm.exec(text.trim()) ?? []
  if (date === undefined) return null
  const wall = Date.parse(`${date}T${time}${seconds}Z`)
  return Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(date) ? null : wall
}
