import { expect, it } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import { watchClock } from './watch-clock.ts'

const start = Date.UTC(2026, 10, 21, 9)

/** A machine whose wall clock can be set apart from the clock that nobody sets. */
function watched() {
  const clock = createTestClock(start)
  let setBy = 0
  const heard: number[] = []
  const end = watchClock(
    clock,
    () => clock.now() - setBy,
    () => heard.push(clock.now()),
  )
  return {
    clock,
    heard,
    end,
    set: (byMs: number) => {
      setBy += byMs
      clock.jump(clock.now() + byMs)
    },
  }
}

it('time that merely passes is no change', () => {
  const { clock, heard } = watched()
  clock.advance(3_600_000)
  expect(heard).toEqual([])
})

it('a clock that is set, forward or back, is noticed within five seconds, once', () => {
  const { clock, heard, set } = watched()
  clock.advance(7_000)
  set(3_600_000)
  clock.advance(5_000)
  expect(heard).toHaveLength(1)
  clock.advance(60_000)
  expect(heard).toHaveLength(1)
  set(-1_800_000)
  clock.advance(1_800_000 + 5_000)
  expect(heard).toHaveLength(2)
})

it('a clock that is slewed by milliseconds is left alone however long it goes on', () => {
  const { clock, heard, set } = watched()
  for (let i = 0; i < 1_000; i++) {
    set(100)
    clock.advance(5_000)
  }
  expect(heard).toEqual([])
})

it('a change of zone is noticed within five seconds, once', () => {
  const { clock, heard } = watched()
  clock.advance(1_000)
  clock.setTimeZone('Asia/Tokyo')
  clock.advance(20_000)
  expect(heard).toEqual([start + 5_000])
})

it('after its end nothing is heard', () => {
  const { clock, heard, set, end } = watched()
  end()
  set(3_600_000)
  clock.advance(60_000)
  expect(heard).toEqual([])
})
