import type { Trigger } from '../../../src-shared/domain/schedule.ts'
import { systemZone, timeIn } from './builder/zone-time.ts'

/**
 * The words of a one-time trigger as the clock of an IANA zone tells them. The trigger holds an instant and no zone, so that
 * `schedules.preview` tells it by this computer's clock (`own`). Other words stay as they are.
 */
export function onceInZone(words: string, trigger: Trigger, zone: string, own = systemZone()): string {
  if (trigger.kind !== 'once') return words
  return words.replace(momentText(trigger.at, own), momentText(trigger.at, zone))
}

/** "Sun 22 Nov 2026 at 09:00", as the readings of the main process have it. */
function momentText(at: number, zone: string): string {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  // Not en-GB, whose September is "Sept".
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  })
  for (const { type, value } of format.formatToParts(at)) parts[type] = value
  return `${parts.weekday} ${parts.day} ${parts.month} ${parts.year} at ${timeIn(zone, at)}`
}
