import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultPolicies } from '../../src-shared/domain/schedule.ts'
import type { RunDesk } from '../runs/run-desk.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createScheduler } from './scheduler.ts'
import { createSlotLedger } from './slot-ledger.ts'

let core: TestCore
beforeEach(() => {
  core = createTestCore()
})
afterEach(() => core.close())

const minute = 60_000

function insert(id: string, nextAt: number): void {
  const now = core.clock.now()
  core.stores.schedules.insert(
    {
      id,
      title: id,
      action: { kind: 'notify', text: 'Hi' },
      trigger: { kind: 'once', at: nextAt },
      policies: defaultPolicies,
      enabled: true,
      pausedReason: null,
      followsSystemZone: false,
      confirmed: true,
      deliverTo: 'c',
      nextAt,
      lastRunId: null,
      runsCount: 0,
      createdAt: now,
      updatedAt: now,
    },
    nextAt,
    null,
  )
}

function build() {
  const fired: string[] = []
  const armed: (number | null)[] = []
  const runs = {
    fire(schedule: { readonly id: string }) {
      if (schedule.id.startsWith('bad')) throw new Error('This one cannot be moved on.')
      fired.push(schedule.id)
      return { status: 'succeeded' }
    },
  } as unknown as RunDesk
  const alarm = { set: (at: number) => void armed.push(at), clear: () => void armed.push(null) }
  const slots = createSlotLedger(core, { runs, allPaused: () => false })
  const scheduler = createScheduler(core, { slots, alarm })
  return { scheduler, fired, armed }
}

it('starting the scheduler twice arms it once', () => {
  const now = core.clock.now()
  insert('next', now + minute)
  const { scheduler, fired, armed } = build()
  scheduler.start()
  core.clock.advance(0)
  const once = [...armed]
  expect(new Set(once)).toEqual(new Set([now + minute]))
  scheduler.start()
  core.clock.advance(0)
  expect(armed).toEqual(once)
  core.clock.advance(minute)
  scheduler.reconcile()
  core.clock.advance(0)
  expect(fired).toEqual(['next'])
  scheduler.stop()
})

it('schedules that cannot be moved on keep none of the others back', () => {
  const now = core.clock.now()
  for (let i = 0; i < 45; i++) insert(`bad ${i}`, now + 1)
  for (let i = 0; i < 30; i++) insert(`good ${i}`, now + 2)
  insert('later', now + minute)
  core.clock.jump(now + 10)
  const { scheduler, fired, armed } = build()
  scheduler.start()
  core.clock.advance(0)
  expect(fired).toEqual(Array.from({ length: 30 }, (_, i) => `good ${i}`))
  expect(armed.at(-1)).toBe(now + minute)
  scheduler.stop()
})
