import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { now } from '../../platform/now.ts'
import { triggerOf } from './builder/trigger-of.ts'
import { systemZone } from './builder/zone-time.ts'
import type { ScheduleDraft } from './schedule-draft.ts'
import type { WhenSource } from './use-when-reading.ts'
import { readTrigger, readWhen, type WhenReading } from './when-reading.ts'

/** A text whose trigger is known: the words of the schedule that is edited, or of the steps that were left. */
export interface KnownWords {
  readonly text: string
  readonly trigger: Trigger
}

/** A cron trigger in the zone of the form, IANA or `''` for the system's; the others have none. */
function inZone(trigger: Trigger, zone: string): Trigger {
  return trigger.kind === 'cron' ? { ...trigger, timeZone: zone === '' ? systemZone() : zone } : trigger
}

/** What the form says about when, as something that can be read. `bounds` are those of the other fields. */
export function whenSource(draft: ScheduleDraft, known: KnownWords | null, bounds: Bounds): WhenSource {
  const { zone } = draft
  const of = (
    what: Trigger | string,
    read: () => Promise<Result<WhenReading>>,
  ): Extract<WhenSource, { kind: 'readable' }> => ({
    kind: 'readable',
    key: JSON.stringify([what, zone, bounds]),
    read,
  })
  if (draft.mode === 'steps') {
    const built = triggerOf(draft.builder, { zone: zone === '' ? systemZone() : zone, now: now() })
    if (!built.ok) return { kind: 'refused', message: built.problem }
    return of(built.trigger, () => readTrigger(built.trigger, bounds))
  }
  const text = draft.when.trim()
  if (text === '') return { kind: 'nothing' }
  if (known && text === known.text) {
    const trigger = inZone(known.trigger, zone)
    return of(trigger, () => readTrigger(trigger, bounds))
  }
  return of(text, () => readWhen(text, zone, bounds))
}
