import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { messageRow, textBlocks, turnRow } from '../dev/rows.ts'
import type { MessageDelta } from '../../src-shared/ipc/events.ts'
import { applyToThread, emptyThread, type Thread, type ThreadEvent } from './thread.ts'
import { mostHeld, trimmed, withNewerPage, withOlderPage, withSnapshot } from './thread-pages.ts'

const conversationId = 'c'
const delta = (offset: number, text: string, more: Partial<MessageDelta> = {}): ThreadEvent => ({
  event: 'message.delta',
  data: { conversationId, turnId: 't', messageId: 'm', kind: 'text', offset, text, ...more },
})
const appended = (id: string, text = id): ThreadEvent => ({
  event: 'message.appended',
  data: messageRow({ id, conversationId, turnId: 't', role: 'assistant', content: textBlocks(text) }),
})
const row = (id: string) => messageRow({ id, conversationId })
const changed = (id: string): ThreadEvent => ({
  event: 'message.changed',
  data: messageRow({ id, conversationId, content: textBlocks('changed') }),
})
const idsOf = (thread: Thread): string[] => thread.messages.map((message) => message.id)
const apply = (events: readonly ThreadEvent[], from: Thread = emptyThread): Thread =>
  events.reduce(applyToThread, from)

describe('a streamed answer', () => {
  it('grows by its pieces', () => {
    expect(apply([delta(0, 'Hel'), delta(3, 'lo')]).live[0]?.text).toBe('Hello')
  })

  it('applies a piece once, however often it arrives', () => {
    expect(apply([delta(0, 'Hel'), delta(0, 'Hel'), delta(3, 'lo'), delta(3, 'lo')]).live[0]?.text).toBe(
      'Hello',
    )
  })

  it('takes only the new part of a piece that overlaps what is there', () => {
    expect(apply([delta(0, 'Hel'), delta(1, 'ello')]).live[0]?.text).toBe('Hello')
  })

  it('notices a missed piece instead of joining what does not belong together', () => {
    const thread = apply([delta(0, 'Hel'), delta(5, ' there')])
    expect(thread.gap).toBe(true)
    expect(thread.live[0]?.text).toBe('Hel')
  })

  it('keeps thinking and text apart', () => {
    const [live] = apply([delta(0, 'hm', { kind: 'thinking' }), delta(0, 'Yes')]).live
    expect(live).toMatchObject({ thinking: 'hm', text: 'Yes' })
  })

  it('is replaced by the committed message, and a late piece does not bring it back', () => {
    const thread = apply([delta(0, 'Hel'), appended('m', 'Hello'), delta(3, 'lo')])
    expect(thread.live).toEqual([])
    expect(thread.messages).toHaveLength(1)
  })

  it('of a second attempt takes the place of the first attempt', () => {
    const thread = apply([delta(0, 'Hel'), delta(0, 'Good day', { messageId: 'm2' })])
    expect(thread.live.map((live) => live.text)).toEqual(['Good day'])
  })

  it('goes when its turn ends without committing it', () => {
    const cancelled: ThreadEvent = {
      event: 'turn.changed',
      data: turnRow({ id: 't', conversationId }, { status: 'cancelled' }),
    }
    expect(apply([delta(0, 'Hel'), cancelled]).live).toEqual([])
  })
})

describe('messages', () => {
  it('are changed in their place', () => {
    const thread = apply([appended('a'), appended('b'), changed('a')])
    expect(thread.messages.map((message) => message.content)).toEqual([
      textBlocks('changed'),
      textBlocks('b'),
    ])
  })

  it('that are not loaded are not brought in by a change', () => {
    expect(idsOf(apply([appended('a'), changed('z')]))).toEqual(['a'])
  })

  it('that are appended again move to the end, and stand there once', () => {
    expect(idsOf(apply([appended('a'), appended('b'), appended('a')]))).toEqual(['b', 'a'])
  })

  it('that were removed are gone', () => {
    const removed: ThreadEvent = { event: 'message.removed', data: { id: 'a', conversationId } }
    expect(idsOf(apply([appended('a'), appended('b'), removed]))).toEqual(['b'])
  })

  it('that arrive while the window is elsewhere are loaded when the reader gets there', () => {
    const elsewhere: Thread = { ...apply([appended('a'), appended('b')]), nextAfter: 7 }
    expect(idsOf(apply([appended('z')], elsewhere))).toEqual(['a', 'b'])
    // The queued one that begins its turn is no longer where it was.
    expect(idsOf(apply([appended('a')], elsewhere))).toEqual(['b'])
  })

  it('of a newer page stand behind, with what arrived while it was on its way', () => {
    const elsewhere: Thread = { ...apply([appended('a'), appended('b')]), nextAfter: 7 }
    const page = { messages: [row('b'), row('c'), row('d')], nextBefore: 1, nextAfter: null }
    const joined = withNewerPage(elsewhere, page, [appended('d'), appended('e')])
    expect(idsOf(joined)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(joined.nextAfter).toBeNull()
  })

  it.each([
    ['the end', null, 'last'],
    ['the beginning', 'm0', 'first'],
    ['the middle', 'm1500', 'both'],
  ] as const)('far from a reader at %s are let go', (_where, reading, cut) => {
    const messages = Array.from({ length: 3000 }, (_, index) => row(`m${index}`))
    const held = trimmed({ ...emptyThread, messages, nextBefore: 5, nextAfter: null }, reading)
    expect(held.messages).toHaveLength(mostHeld)
    expect(held.messages.some((message) => message.id === (reading ?? 'm2999'))).toBe(true)
    expect(held.nextBefore).toBe(cut === 'first' ? 5 : 'cut')
    expect(held.nextAfter).toBe(cut === 'last' ? null : 'cut')
  })

  it('of an older page stand in front, without doubles', () => {
    const thread = apply([appended('b'), appended('c')])
    const page = {
      messages: [messageRow({ id: 'a', conversationId }), messageRow({ id: 'b', conversationId })],
      nextBefore: 7,
    }
    const older = withOlderPage(thread, page)
    expect(older.messages.map((message) => message.id)).toEqual(['a', 'b', 'c'])
    expect(older.nextBefore).toBe(7)
  })

  it('that were loaded from older pages stay when the newest page is loaded again', () => {
    const thread = { ...apply([appended('a'), appended('b'), appended('c')]), nextBefore: 3 }
    const again = withSnapshot(
      thread,
      { messages: thread.messages.slice(1), nextBefore: 9, live: [], session: null },
      [],
    )
    expect(again.messages.map((message) => message.id)).toEqual(['a', 'b', 'c'])
    expect(again.nextBefore).toBe(3)
  })
})

/** The events of one turn that streams three messages, as the main process sends them. */
function story(texts: readonly string[], pieceLength: number): readonly ThreadEvent[] {
  return texts.flatMap((text, index) => {
    const id = `m${index}`
    const pieces: ThreadEvent[] = []
    for (let at = 0; at < text.length; at += pieceLength) {
      pieces.push(delta(at, text.slice(at, at + pieceLength), { messageId: id }))
    }
    return [...pieces, appended(id, text)]
  })
}

describe('a window opened late', () => {
  it('shows the same as one that was there all the time, wherever it was opened', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        (texts, pieceLength, a, b, c) => {
          const events = story(texts, pieceLength)
          const cut = (n: number): number => n % (events.length + 1)
          const [subscribed = 0, read = 0, replied = 0] = [cut(a), cut(b), cut(c)].toSorted((x, y) => x - y)
          const early = apply(events)
          const atRead = apply(events.slice(0, read))
          // Subscribed, then the main process read the rows, then the reply came; events arrived all the while.
          const meanwhile = events.slice(subscribed, replied)
          const opened = withSnapshot(
            apply(meanwhile),
            { messages: atRead.messages, nextBefore: null, live: atRead.live, session: null },
            meanwhile,
          )
          const late = apply(events.slice(replied), opened)
          expect(late.messages).toEqual(early.messages)
          expect(late.live).toEqual(early.live)
          expect(late.gap).toBe(false)
        },
      ),
    )
  })
})
