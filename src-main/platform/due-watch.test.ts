import { expect, it } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import { createDueWatch } from './due-watch.ts'
import { silentLogger } from './logger.ts'

interface Row {
  readonly id: string
  readonly at: number
}

function watchOver(rows: Map<string, Row>, settle: (row: Row) => void) {
  const clock = createTestClock(1000)
  const due = (now: number, limit: number): Row[] =>
    [...rows.values()].filter(({ at }) => at <= now).slice(0, limit)
  const nextAt = (): number | null =>
    rows.size === 0 ? null : Math.min(...[...rows.values()].map(({ at }) => at))
  const watch = createDueWatch(clock, silentLogger, { due, settle, failure: 'failed', nextAt })
  return { clock, watch }
}
const rowsAt = (...instants: number[]): Map<string, Row> =>
  new Map(instants.map((at, index) => [`r${index}`, { id: `r${index}`, at }]))

it('each row is settled when it is due, and one timer waits for the next however many there are', () => {
  const rows = rowsAt(500, 20_000, 30_000)
  const settled: string[] = []
  const { clock, watch } = watchOver(rows, ({ id }) => {
    settled.push(id)
    rows.delete(id)
  })
  watch.look()
  expect(settled).toEqual(['r0'])
  clock.advance(19_000)
  expect(settled).toEqual(['r0', 'r1'])
  clock.advance(10_000)
  expect(settled).toEqual(['r0', 'r1', 'r2'])
  watch.stop()
})

it('one that cannot be settled keeps the others from nothing, and is tried again later and not at once', () => {
  const rows = rowsAt(...Array.from({ length: 200 }, () => 500))
  let failures = 0
  const { clock, watch } = watchOver(rows, ({ id }) => {
    if (id === 'r0' && ++failures < 3) throw new Error('full')
    rows.delete(id)
  })
  watch.look()
  expect([...rows.keys()]).toEqual(['r0'])
  expect(failures).toBe(1)
  clock.advance(1000)
  clock.advance(1000)
  expect(rows.size).toBe(0)
})

it('one that stays due though it was settled is looked at once each time', () => {
  const rows = rowsAt(500)
  let looks = 0
  const { clock, watch } = watchOver(rows, () => void looks++)
  watch.look()
  expect(looks).toBe(1)
  clock.advance(1000)
  expect(looks).toBe(2)
  watch.stop()
  clock.advance(10_000)
  expect(looks).toBe(2)
})

it('rows that cannot be read now are looked at again', () => {
  const clock = createTestClock(1000)
  let reads = 0
  const due = (): Row[] => {
    if (++reads === 1) throw new Error('full')
    return []
  }
  const rows = { due, settle: () => undefined, failure: 'failed', nextAt: () => null }
  createDueWatch(clock, silentLogger, rows).look()
  expect(reads).toBe(1)
  clock.advance(15_000)
  expect(reads).toBe(2)
})
