import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { createLookPace, type LookPace } from './look-pace.ts'

const limits = { processes: 10, cpuSeconds: 1000 }

function paceAt(at: { now: number; pid: number | null }, given = limits): LookPace {
  return createLookPace(
    given,
    () => at.now,
    () => at.pid,
  )
}

test('a child that rests is left alone, for some seconds', () => {
  const at = { now: 1000, pid: 500 }
  const pace = paceAt(at)
  expect(pace.isDue()).toBe(true)
  pace.looked(3, 0)
  at.now += 4999
  expect(pace.isDue()).toBe(false)
  at.now += 1
  expect(pace.isDue()).toBe(true)
})

test('it is looked at as soon as it could have too many processes', () => {
  const at = { now: 1000, pid: 500 }
  const pace = paceAt(at)
  pace.isDue()
  pace.looked(3, 0)
  at.pid = 507
  expect(pace.isDue()).toBe(false)
  at.pid = 508
  expect(pace.isDue()).toBe(true)
  at.pid = 2
  expect(pace.isDue()).toBe(true)
})

test('it is looked at as soon as all cores could have used its time', () => {
  const at = { now: 0, pid: 500 }
  const pace = paceAt(at, { processes: 10, cpuSeconds: 2 * availableParallelism() })
  pace.isDue()
  pace.looked(1, availableParallelism())
  at.now = 999
  expect(pace.isDue()).toBe(false)
  at.now = 1000
  expect(pace.isDue()).toBe(true)
})

test('where the system tells nothing it is looked at every second', () => {
  const at = { now: 0, pid: null }
  const pace = paceAt(at)
  pace.isDue()
  pace.looked(1, 0)
  at.now = 999
  expect(pace.isDue()).toBe(false)
  at.now = 1000
  expect(pace.isDue()).toBe(true)
})
