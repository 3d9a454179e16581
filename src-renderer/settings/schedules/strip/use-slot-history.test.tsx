import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../../../dev/fake-bridge.ts'
import { Refusal } from '../../../dev/refusal.ts'
import { runRow, scheduleRow } from '../../../dev/rows.ts'
import { emptyWorld } from '../../../dev/world.ts'
import { useSlotHistory } from './use-slot-history.ts'

let bridge: FakeBridge
const asked = () =>
  bridge.calls.filter((call) => call.route === 'schedules.history').map((call) => call.input)

beforeEach(() => {
  vi.useFakeTimers()
  const world = emptyWorld()
  world.schedules = ['a', 'b', 'c'].map((id) => scheduleRow({ id, deliverTo: 'c', title: id }))
  world.runs = [runRow({ id: 'r-1', scheduleId: 'a', nominalAt: 1, startedAt: 1 })]
  bridge = createFakeBridge(world)
  Object.assign(window, { dormouse: bridge })
})
afterEach(() => vi.useRealTimers())

const draw = (ids: readonly string[]) =>
  renderHook(({ drawn }) => useSlotHistory(drawn), { initialProps: { drawn: ids } })
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))
const runChanges = (scheduleId: string) =>
  act(() => bridge.emit({ event: 'run.changed', data: runRow({ id: 'r-2', scheduleId }) }))

describe('the last times of the schedules that are drawn', () => {
  it('are asked for together, and each only once while nothing changes', async () => {
    const { result, rerender } = draw(['a', 'b'])
    await wait(300)
    expect(asked()).toEqual([{ ids: ['a', 'b'], limit: 14 }])
    expect(result.current.marks.get('a')).toMatchObject([{ runId: 'r-1' }])
    expect(result.current.marks.get('b')).toEqual([])
    rerender({ drawn: ['b', 'c'] })
    await wait(300)
    expect(asked().slice(1)).toEqual([{ ids: ['c'], limit: 14 }])
  })

  it('are asked for again when their runs change: many changes, one call', async () => {
    draw(['a', 'b'])
    await wait(300)
    for (let change = 0; change < 20; change++) runChanges('a')
    runChanges('b')
    runChanges('nobody')
    await wait(300)
    expect(asked().slice(1)).toEqual([{ ids: ['a', 'b'], limit: 14 }])
  })

  it('are asked for again when they are drawn, if their runs changed out of sight', async () => {
    const { rerender } = draw(['a'])
    await wait(300)
    rerender({ drawn: ['b'] })
    await wait(300)
    runChanges('a')
    await wait(300)
    expect(asked()).toHaveLength(2)
    rerender({ drawn: ['a'] })
    await wait(300)
    expect(asked().at(-1)).toEqual({ ids: ['a'], limit: 14 })
  })

  it('say that they could not be loaded, and are tried again', async () => {
    bridge.override({
      'schedules.history': () => {
        throw new Refusal('internal', 'Busy.')
      },
    })
    const { result } = draw(['a'])
    await wait(300)
    expect(result.current.failed).toBe(true)
    bridge.override({ 'schedules.history': () => ({ a: [] }) })
    act(() => result.current.retry())
    await wait(300)
    expect(result.current.failed).toBe(false)
    expect(result.current.marks.get('a')).toEqual([])
  })
})
