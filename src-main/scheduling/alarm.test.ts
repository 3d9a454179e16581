import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { createAlarm } from './alarm.ts'

const start = Date.UTC(2026, 10, 21, 9)
const day = 86_400_000

beforeEach(() => vi.useFakeTimers({ now: start }))
afterEach(() => vi.useRealTimers())

test('an alarm rings once, at its time', () => {
  const ring = vi.fn<() => void>()
  createAlarm(systemClock).set(start + 5000, ring)
  vi.advanceTimersByTime(4999)
  expect(ring).not.toHaveBeenCalled()
  vi.advanceTimersByTime(10_000)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('an alarm further away than a timer can count rings at its time and not at once', () => {
  const ring = vi.fn<() => void>()
  createAlarm(systemClock).set(start + 60 * day, ring)
  vi.advanceTimersByTime(60 * day - 1)
  expect(ring).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('setting it again replaces what was set', () => {
  const alarm = createAlarm(systemClock)
  const [first, second] = [vi.fn<() => void>(), vi.fn<() => void>()]
  alarm.set(start + 1000, first)
  alarm.set(start + 2000, second)
  vi.advanceTimersByTime(5000)
  expect(first).not.toHaveBeenCalled()
  expect(second).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('an instant that has passed rings soon, but not before set returns', async () => {
  const ring = vi.fn<() => void>()
  createAlarm(systemClock).set(start - 1, ring)
  expect(ring).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(0)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('a cleared alarm stays silent, also one that was about to ring', async () => {
  const alarm = createAlarm(systemClock)
  const ring = vi.fn<() => void>()
  for (const at of [start + 1000, start - 1]) {
    alarm.set(at, ring)
    alarm.clear()
  }
  await vi.advanceTimersByTimeAsync(5000)
  expect(ring).not.toHaveBeenCalled()
})

test('what an alarm throws is reported and the next one rings', () => {
  const onError = vi.fn<(error: unknown) => void>()
  const alarm = createAlarm(systemClock, onError)
  const failure = new Error('broken')
  alarm.set(start + 1000, () => {
    throw failure
  })
  vi.advanceTimersByTime(1000)
  expect(onError).toHaveBeenCalledExactlyOnceWith(failure)
  const ring = vi.fn<() => void>()
  alarm.set(start + 2000, ring)
  vi.advanceTimersByTime(1000)
  expect(ring).toHaveBeenCalledTimes(1)
})

test('an instant that no date can hold never rings', () => {
  const ring = vi.fn<() => void>()
  createAlarm(systemClock).set(8.65e15, ring)
  vi.advanceTimersByTime(1000)
  expect(ring).not.toHaveBeenCalled()
})

test('an alarm may be set again while it rings', () => {
  const alarm = createAlarm(systemClock)
  const second = vi.fn<() => void>()
  alarm.set(start + 1000, () => alarm.set(start + 2000, second))
  vi.advanceTimersByTime(2000)
  expect(second).toHaveBeenCalledTimes(1)
})
