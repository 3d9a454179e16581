import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AppEvent, MessageDelta } from '../../src-shared/ipc/events.ts'
import type { Clock } from '../platform/clock.ts'
import { coalesceDeltas } from './coalesce-deltas.ts'

/** A clock whose only timer fires when the test says so. */
function oneTimer(): { clock: Clock; fire: () => void; armed: () => boolean } {
  let timer: (() => void) | null = null
  const clock: Clock = {
    now: () => 0,
    timeZone: () => 'UTC',
    after(_ms, fn) {
      timer = fn
      return () => (timer = null)
    },
    sleep: () => Promise.resolve(),
  }
  return { clock, fire: () => timer?.(), armed: () => timer !== null }
}

const delta = (
  text: string,
  offset: number,
  messageId = 'm1',
  kind: 'text' | 'thinking' = 'text',
): AppEvent => ({
  event: 'message.delta',
  data: { conversationId: 'c', turnId: 't', messageId, kind, offset, text },
})
const removed: AppEvent = { event: 'conversation.changed', data: { id: 'c', removed: true } }

function collector(): { sent: AppEvent[]; deltas: () => MessageDelta[]; send: (event: AppEvent) => void } {
  const sent: AppEvent[] = []
  return {
    sent,
    deltas: () => sent.flatMap((event) => (event.event === 'message.delta' ? [event.data] : [])),
    send: (event) => void sent.push(event),
  }
}

test('pieces that follow each other arrive as one, when the time is up', () => {
  const { clock, fire } = oneTimer()
  const { sent, send } = collector()
  const coalescer = coalesceDeltas(clock, send)
  coalescer.accept(delta('Hel', 0))
  coalescer.accept(delta('lo', 3))
  expect(sent).toEqual([])
  fire()
  expect(sent).toEqual([delta('Hello', 0)])
})

test('any other event sends the pieces first, and the timer is gone', () => {
  const { clock, armed } = oneTimer()
  const { sent, send } = collector()
  const coalescer = coalesceDeltas(clock, send)
  coalescer.accept(delta('Hello', 0))
  coalescer.accept(removed)
  expect(sent).toEqual([delta('Hello', 0), removed])
  expect(armed()).toBe(false)
})

test('a piece that starts over is not joined to what came before', () => {
  const { clock, fire } = oneTimer()
  const { sent, send } = collector()
  const coalescer = coalesceDeltas(clock, send)
  coalescer.accept(delta('Hello', 0))
  coalescer.accept(delta('Again', 0))
  fire()
  expect(sent).toEqual([delta('Hello', 0), delta('Again', 0)])
})

test('what is discarded is never sent', () => {
  const { clock, armed } = oneTimer()
  const { sent, send } = collector()
  const coalescer = coalesceDeltas(clock, send)
  coalescer.accept(delta('Hello', 0))
  coalescer.discard()
  coalescer.accept(removed)
  expect(sent).toEqual([removed])
  expect(armed()).toBe(false)
})

test('however streams are cut and interleaved, each text arrives whole and in order', () => {
  const piece = fc.record({
    message: fc.constantFrom('m1', 'm2'),
    kind: fc.constantFrom<'text' | 'thinking'>('text', 'thinking'),
    text: fc.string({ minLength: 1, maxLength: 5 }),
    after: fc.constantFrom('nothing', 'timer', 'event'),
  })
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { clock, fire } = oneTimer()
      const { deltas, send } = collector()
      const coalescer = coalesceDeltas(clock, send)
      const texts = new Map<string, string>()
      for (const { message, kind, text, after } of pieces) {
        const before = texts.get(message + kind) ?? ''
        coalescer.accept(delta(text, before.length, message, kind))
        texts.set(message + kind, before + text)
        if (after === 'timer') fire()
        if (after === 'event') coalescer.accept(removed)
      }
      coalescer.accept(removed)
      const arrived = new Map<string, string>()
      for (const { messageId, kind, offset, text } of deltas()) {
        const before = arrived.get(messageId + kind) ?? ''
        expect(offset).toBe(before.length)
        arrived.set(messageId + kind, before + text)
      }
      expect(arrived).toEqual(texts)
    }),
  )
})
