import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { emptyWorld } from '../../dev/world.ts'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { useWhenReading, type WhenSource } from './use-when-reading.ts'
import { readWhen, type WhenReading } from './when-reading.ts'

type Parsed = RouteOutput<'schedules.parse'>

const parsed = (words: string): Parsed => ({
  title: words,
  action: { kind: 'notify', text: words },
  trigger: { kind: 'once', at: Date.UTC(2100, 0, 1) },
  words,
  next: [1],
  bounds: {},
})
let bridge: FakeBridge
const asked = () => bridge.calls.filter((call) => call.route === 'schedules.parse').map((call) => call.input)

beforeEach(() => {
  vi.useFakeTimers()
  bridge = createFakeBridge(emptyWorld())
  bridge.override({ 'schedules.parse': ({ text }) => parsed(`read: ${text}`) })
  Object.assign(window, { dormouse: bridge })
})
afterEach(() => vi.useRealTimers())

const sourceOf = (text: string): WhenSource =>
  text.trim() === ''
    ? { kind: 'nothing' }
    : { kind: 'readable', key: text.trim(), read: () => readWhen(text.trim()) }
const type = (known: Parameters<typeof useWhenReading>[1] = null) =>
  renderHook(({ text }) => useWhenReading(sourceOf(text), known), { initialProps: { text: '' } })
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

describe('the reading of what is typed', () => {
  it('is asked for once typing pauses, with the time alone', async () => {
    const { result, rerender } = type()
    expect(result.current).toEqual({ kind: 'empty' })
    for (const text of ['e', 'ev', 'every day', 'every day at 9 ']) {
      rerender({ text })
      await wait(100)
    }
    expect(asked()).toEqual([])
    await wait(250)
    expect(asked()).toEqual([{ text: 'every day at 9', whenOnly: true }])
    expect(result.current).toMatchObject({ kind: 'read', reading: { words: 'read: every day at 9' } })
  })

  it('is that of the newest text, in whatever order the replies come', async () => {
    const replies = new Map<string, (value: Parsed) => void>()
    bridge.override({
      'schedules.parse': ({ text }) => new Promise((resolve) => replies.set(text, resolve)),
    })
    const { result, rerender } = type()
    rerender({ text: 'monday at 9' })
    await wait(300)
    rerender({ text: 'monday at 10' })
    await wait(300)
    replies.get('monday at 10')?.(parsed('ten'))
    await wait(0)
    replies.get('monday at 9')?.(parsed('nine'))
    await wait(0)
    expect(result.current).toMatchObject({ kind: 'read', reading: { words: 'ten' } })
  })

  it('of an earlier text is never taken for that of the present one', async () => {
    const { result, rerender } = type()
    rerender({ text: 'monday' })
    await wait(300)
    rerender({ text: 'tuesday' })
    expect(result.current).toMatchObject({ kind: 'reading', last: { words: 'read: monday' } })
  })

  it('says what was not understood', async () => {
    bridge.override({
      'schedules.parse': () => {
        throw new Refusal('bad_input', '"blursday" was not understood as a time.')
      },
    })
    const { result, rerender } = type()
    rerender({ text: 'blursday' })
    await wait(300)
    expect(result.current).toEqual({ kind: 'refused', message: '"blursday" was not understood as a time.' })
  })

  it('of a schedule that is there is not asked for while its words are unchanged', async () => {
    const reading: WhenReading = {
      trigger: { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
      words: 'Every weekday at 09:00',
      next: [],
      clockChanges: [],
      bounds: {},
    }
    const { result, rerender } = type({ key: reading.words, reading })
    rerender({ text: reading.words })
    await wait(300)
    expect(asked()).toEqual([])
    expect(result.current).toEqual({ kind: 'read', reading })
  })
})
