import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { now } from '../../platform/now.ts'
import { triggerOf } from './builder/trigger-of.ts'
import { systemZone } from './builder/zone-time.ts'
import { onceInZone } from './once-in-zone.ts'
import type { ScheduleDraft } from './schedule-draft.ts'
import type { WhenSource } from './use-when-reading.ts'
import { readTrigger, readWhen, type WhenReading } from './when-reading.ts'

/** A text whose trigger is known: the words of the schedule that is edited, or of the steps that were left. */
export interface KnownWords {
  readonly text: string
  readonly trigger: Trigger
  /** The zone of the form when they were written: a moment in words is another one by another clock. */
  readonly zone: string
}

/** A cron trigger in the zone of the form, IANA or `''` for the system's; the others have none. */
function inZone(trigger: Trigger, zone: string): Trigger {
  return trigger.kind === 'cron' ? { ...trigger, timeZone: zone === '' ? systemZone() : zone } : trigger
}

/** The reading of a trigger, told by the clock of the form's zone. */
async function readInZone(trigger: Trigger, zone: string, bounds: Bounds): Promise<Result<WhenReading>> {
  const result = await readTrigger(trigger, bounds)
  if (!result.ok || zone === '') return result
  return { ok: true, data: { ...result.data, words: onceInZone(result.data.words, trigger, zone) } }
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
    return of(built.trigger, () => readInZone(built.trigger, zone, bounds))
  }
  const text = draft.when.trim()
  if (text === '') return { kind: 'nothing' }
  if (known && text === known.text && (known.trigger.kind !== 'once' || known.zone === zone)) {
    const trigger = inZone(known.trigger, zone)
    return of(trigger, () => readInZone(trigger, zone, bounds))
  }
  return of(text, () => readWhen(text, zone, bounds))
}
