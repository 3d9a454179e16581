import { expect, it } from 'vitest'
import { stillClock } from './still-clock.ts'
import { startWatchdog } from './watchdog.ts'

function setUp() {
  const clock = stillClock()
  let barks = 0
  const dog = startWatchdog(clock, { firstMs: 5000, idleMs: 1000 }, () => (barks += 1))
  return { clock, dog, barks: () => barks }
}

it('barks once when nothing comes at the beginning, and not before its time', () => {
  const { clock, barks } = setUp()
  clock.ring(4999)
  expect(barks()).toBe(0)
  clock.ring(1)
  expect(barks()).toBe(1)
  clock.ring(60_000)
  expect(barks()).toBe(1)
})

it('waits the shorter time after the first sign of life, counted from the last one', () => {
  const { clock, dog, barks } = setUp()
  clock.ring(3000)
  dog.feed()
  clock.ring(900)
  dog.feed()
  clock.ring(999)
  expect(barks()).toBe(0)
  clock.ring(1)
  expect(barks()).toBe(1)
})

it('says nothing more once it is stopped', () => {
  const { clock, dog, barks } = setUp()
  dog.feed()
  dog.stop()
  clock.ring(60_000)
  expect(barks()).toBe(0)
})
