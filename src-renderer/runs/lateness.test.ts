import { describe, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import { runRow } from '../dev/rows.ts'
import { lateWords } from './lateness.ts'

const at = (day: number, hour: number, minute: number): number =>
  new Date(2026, 10, day, hour, minute).getTime()
const run = (fields: Partial<Run>): Run => runRow({ id: 'r', nominalAt: at(21, 9, 30), ...fields })

describe('the words for a late run', () => {
  it('say when it was due, when it ran, and why not in time', () => {
    const late = run({ startedAt: at(21, 11, 12), reasonCode: 'asleep' })
    expect(lateWords(late)).toBe('due 09:30, ran 11:12, asleep')
  })

  it('name the day when it ran on another one', () => {
    const late = run({ startedAt: at(22, 8, 0), reasonCode: 'not-running', status: 'failed' })
    expect(lateWords(late)).toBe('due 21 Nov, 09:30, ran 08:00, not running')
  })

  it('do not say that it ran before it does', () => {
    expect(lateWords(run({ status: 'queued', reasonCode: 'asleep' }))).toBe('due 09:30, late: asleep')
  })

  it.each<Partial<Run>>([
    { startedAt: at(21, 9, 30) },
    { startedAt: at(21, 9, 30), status: 'cancelled', reasonCode: 'cancelled' },
    { startedAt: at(21, 9, 30), status: 'cancelled', reasonCode: 'replaced' },
    { status: 'missed', reasonCode: 'asleep' },
    { status: 'skipped', reasonCode: 'paused' },
    { status: 'superseded', reasonCode: 'replaced' },
  ])('are none for one that was in time or never ran: %j', (fields) => {
    expect(lateWords(run(fields))).toBeNull()
  })
})
