import type { Bounds, Trigger } from '../../../src-shared/domain/schedule.ts'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { call } from '../../transport/call.ts'

/** What words about time were understood to mean. */
export interface WhenReading {
  readonly trigger: Trigger
  /** The reading said back. */
  readonly words: string
  /** Up to five instants, epoch milliseconds. */
  readonly next: readonly number[]
  /** What the words said beyond the trigger: until, starting, a number of times. */
  readonly bounds: Bounds
}

/** Reads words such as "every weekday at 9", in the system's zone. A refusal says what was not understood. */
export async function readWhen(text: string): Promise<Result<WhenReading>> {
  const result = await call('schedules.parse', { text, whenOnly: true })
  if (!result.ok) return result
  const { trigger, words, next, bounds } = result.data
  return { ok: true, data: { trigger, words, next, bounds } }
}

/** The reading of a trigger that is there already. */
export async function readTrigger(trigger: Trigger): Promise<Result<WhenReading>> {
  const result = await call('schedules.preview', { trigger, count: 5 })
  return result.ok
    ? { ok: true, data: { trigger, words: result.data.words, next: result.data.at, bounds: {} } }
    : result
}
