import { describe, expect, it } from 'vitest'
import { reasonCodeSchema, runStatusSchema } from '../../../../src-shared/domain/run.ts'
import type { SlotMark } from '../../../../src-shared/ipc/schedule-routes.ts'
import { slotKind } from './slot-kind.ts'
import { slotWords } from './slot-words.ts'

const due = new Date(2026, 10, 23, 9).getTime()
const now = due + 9 * 3_600_000
const hour = 3_600_000
const mark = (fields: Partial<SlotMark>): SlotMark => ({
  runId: 'r',
  nominalAt: due,
  startedAt: due,
  status: 'succeeded',
  late: false,
  reason: null,
  reasonCode: null,
  ...fields,
})

describe('a mark says what became of its time', () => {
  it.each<[string, Partial<SlotMark>]>([
    ['ran', {}],
    [
      'ran 11:12, late: the computer was asleep',
      { late: true, startedAt: due + 2.2 * hour, reasonCode: 'asleep', reason: 'due 09:00, ran 11:12' },
    ],
    [
      'ran Tue 24 Nov 08:00, late: Dormouse was not running',
      { late: true, startedAt: due + 23 * hour, reasonCode: 'not-running' },
    ],
    [
      'ran 12:00, late: Made up for afterwards',
      { late: true, startedAt: due + 3 * hour, reason: 'Made up for afterwards' },
    ],
    ['missed: it was too late to run', { status: 'missed', startedAt: null, reasonCode: 'too-late' }],
    ['skipped: it was outside its hours', { status: 'skipped', startedAt: null, reasonCode: 'quiet-hours' }],
    [
      'did not run: a newer time ran in its place',
      { status: 'superseded', startedAt: null, reasonCode: 'newer-slot' },
    ],
    // The code of a failed run says why it was late, its reason why it failed.
    ['failed: No network.', { status: 'failed', reasonCode: 'asleep', reason: 'No network.' }],
    ['waiting for your answer', { status: 'waiting' }],
    ['running since 09:00', { status: 'running' }],
    ['waiting for its turn to start', { status: 'queued', startedAt: null }],
    ['cancelled', { status: 'cancelled' }],
  ])('%s', (words, fields) => {
    expect(slotWords(mark(fields), now)).toBe(`Mon 23 Nov 09:00 — ${words}`)
  })

  it('with the year when it is not this one, and no longer than can be read', () => {
    const failed = mark({ status: 'failed', reason: 'x'.repeat(500) })
    const words = slotWords(failed, new Date(2027, 0, 5).getTime())
    expect(words).toMatch(/^Mon 23 Nov 2026 09:00 — failed: x+…$/)
    expect(words.length).toBeLessThan(200)
  })

  it('with a reason in words for every code there is', () => {
    for (const reasonCode of reasonCodeSchema.options) {
      expect(slotWords(mark({ status: 'missed', reasonCode }), now)).toMatch(/missed: [\w ]{8,}$/)
    }
  })
})

describe('the kind of a mark', () => {
  it('is late only when the run was late and did its work', () => {
    const kinds = runStatusSchema.options.map((status) => [status, slotKind({ status, late: true })])
    expect(Object.fromEntries(kinds)).toEqual({
      queued: 'queued',
      running: 'running',
      waiting: 'waiting',
      succeeded: 'late',
      failed: 'failed',
      cancelled: 'cancelled',
      skipped: 'skipped',
      missed: 'missed',
      superseded: 'skipped',
    })
    expect(slotKind({ status: 'succeeded', late: false })).toBe('ran')
  })
})
