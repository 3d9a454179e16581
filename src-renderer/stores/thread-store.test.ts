import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../dev/fake-bridge.ts'
import { fullWorld } from '../dev/full-world.ts'
import { givenTo } from '../dev/render-with-bridge.tsx'
import { resetStores } from '../dev/reset-stores.ts'
import { messageRow } from '../dev/rows.ts'
import { applyEvent } from './start-stores.ts'
import type { Thread } from './thread.ts'
import {
  flushDeltas,
  loadLatest,
  loadNewer,
  loadOlder,
  messagePageSize,
  noteReading,
  openThread,
  useThreadStore,
} from './thread-store.ts'

const chat = 'c-talk'
const noon = new Date(2026, 10, 21, 12).getTime()
let bridge: FakeBridge

beforeEach(() => {
  resetStores()
  bridge = createFakeBridge(fullWorld(noon))
  Object.assign(window, { dormouse: bridge })
  bridge.onEvent(applyEvent)
})
afterEach(resetStores)

const thread = (): Thread => {
  const open = useThreadStore.getState().get(chat)
  if (!open) throw new Error('It is not open')
  return open
}
const ids = (): readonly string[] => thread().messages.map((message) => message.id)
const all = (): readonly string[] =>
  bridge.world.messages.filter((message) => message.conversationId === chat).map((message) => message.id)

describe('an open conversation', () => {
  it('is a window on its messages that grows to both sides', async () => {
    await openThread(chat, { around: 'm-talk-100' })
    expect(ids()).toContain('m-talk-100')
    expect(ids()).toHaveLength(messagePageSize)
    while (thread().nextBefore !== null) await loadOlder(chat)
    while (thread().nextAfter !== null) await loadNewer(chat)
    expect(ids()).toEqual(all())
  })

  it('misses nothing that is written while the page to its end is on its way', async () => {
    await openThread(chat, { around: 'm-talk-260' })
    const late = messageRow({ id: 'late', conversationId: chat, at: noon })
    const load = loadNewer(chat)
    bridge.emit({ event: 'message.appended', data: late })
    await load
    expect(thread().nextAfter).toBeNull()
    expect(ids().at(-1)).toBe('late')
  })

  it('opens at its end where the message to open it at is gone', async () => {
    await openThread(chat, { around: 'no such message' })
    expect(ids().at(-1)).toBe(all().at(-1))
  })

  it('is loaded again where it is read when what it shows becomes another choice', async () => {
    await openThread(chat, { around: 'm-talk-100' })
    noteReading(chat, 'm-talk-100')
    bridge.world.messages = bridge.world.messages.filter((message) => message.id !== 'm-talk-101')
    bridge.emit({ event: 'thread.changed', data: { conversationId: chat } })
    await expect.poll(ids).not.toContain('m-talk-101')
    expect(ids()).toContain('m-talk-100')
    await loadLatest(chat)
    expect(ids().at(-1)).toBe(all().at(-1))
  })

  it('is changed once for all pieces of an answer that come before the next picture', async () => {
    await openThread(chat)
    let changes = 0
    const stop = useThreadStore.subscribe(() => (changes += 1))
    for (let offset = 0; offset < 50; offset++)
      bridge.emit({
        event: 'message.delta',
        data: { conversationId: chat, turnId: 't', messageId: 'm', kind: 'text', offset, text: 'a' },
      })
    flushDeltas()
    stop()
    expect(changes).toBe(1)
    expect(thread().live[0]?.text).toHaveLength(50)
  })

  it('asks for a page once, however often the reader comes near its edge', async () => {
    await openThread(chat)
    await Promise.all([loadOlder(chat), loadOlder(chat), loadOlder(chat)])
    expect(givenTo(bridge, 'conversations.messages')).toHaveLength(2)
  })
})
