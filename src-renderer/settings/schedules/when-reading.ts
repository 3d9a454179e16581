import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { call } from '../../transport/call.ts'

export type ClockChange = RouteOutput<'schedules.preview'>['clockChanges'][number]

/** What was understood of when a schedule fires. */
export interface WhenReading {
  readonly trigger: Trigger
  /** The reading said back. */
  readonly words: string
  /** Up to ten instants, epoch milliseconds. */
  readonly next: readonly number[]
  /** The changes of the zone's clock between now and the last of them. */
  readonly clockChanges: readonly ClockChange[]
  /** What the words said beyond the trigger: until, starting, a number of times. */
  readonly bounds: Bounds
}

const shown = 10

/** Reads words such as "every weekday at 9" in a zone, the system's if it is `''`. A refusal says what was not understood. */
export async function readWhen(text: string, zone = '', bounds: Bounds = {}): Promise<Result<WhenReading>> {
  const parsed = await call('schedules.parse', {
    text,
    whenOnly: true,
    ...(zone !== '' && { timeZone: zone }),
  })
  if (!parsed.ok) return parsed
  const reading = await readTrigger(parsed.data.trigger, { ...bounds, ...parsed.data.bounds })
  if (!reading.ok) return reading
  const { words, bounds: said } = parsed.data
  return { ok: true, data: { ...reading.data, words, bounds: said } }
}

/** The reading of a trigger, within bounds that are known from elsewhere. */
export async function readTrigger(trigger: Trigger, bounds: Bounds = {}): Promise<Result<WhenReading>> {
  const result = await call('schedules.preview', { trigger, count: shown, bounds })
  if (!result.ok) return result
  const { at, words, clockChanges } = result.data
  return { ok: true, data: { trigger, words, next: at, clockChanges, bounds: {} } }
}
