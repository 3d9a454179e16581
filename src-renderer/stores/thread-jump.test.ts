import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../dev/fake-bridge.ts'
import { Refusal } from '../dev/refusal.ts'
import { resetStores } from '../dev/reset-stores.ts'
import { conversationRow, messageRow, textBlocks } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import { type Jump, loadMessage } from './thread-jump.ts'
import { closeThreads, useThreadStore } from './thread-store.ts'

const shown = messageRow({ id: 'shown', conversationId: 'c', content: textBlocks('This version') })
const hidden = messageRow({ id: 'hidden', conversationId: 'c', content: textBlocks('The other version') })
let bridge: FakeBridge
/** Whether the way that holds the hidden message was chosen. */
let revealed = false

beforeEach(() => {
  resetStores()
  revealed = false
  bridge = createFakeBridge({ ...emptyWorld(), conversations: [conversationRow({ id: 'c' })] })
  bridge.override({
    'conversations.messages': () => ({ messages: [revealed ? hidden : shown], nextBefore: null }),
    'messages.reveal': ({ id }) => {
      if (id !== 'hidden') throw new Refusal('not_found', 'There is no such message.')
      revealed = true
      return { conversationId: 'c' }
    },
  })
  Object.assign(window, { dormouse: bridge })
})
afterEach(closeThreads)

const messages = (): string[] =>
  useThreadStore
    .getState()
    .get('c')
    ?.messages.map(({ id }) => id) ?? []
const jumpTo = (messageId: string): Jump => ({ conversationId: 'c', messageId, isReturn: false })
const asked = (): boolean => bridge.calls.some(({ route }) => route === 'messages.reveal')

it('a message that is shown is loaded, and no version is changed for it', async () => {
  expect(await loadMessage(jumpTo('shown'))).toBeNull()
  expect(messages()).toEqual(['shown'])
  expect(asked()).toBe(false)
})

it('a message of a version that is not shown brings that version back', async () => {
  expect(await loadMessage(jumpTo('hidden'))).toBeNull()
  expect(messages()).toEqual(['hidden'])
})

it('what is in the way of it is said, and so is that a message is gone', async () => {
  expect(await loadMessage(jumpTo('gone'))).toBe('That message is not shown here any more.')
  bridge.override({
    'messages.reveal': () => {
      throw new Refusal('conflict', 'Something works in the version that is shown. Stop it first.')
    },
  })
  expect(await loadMessage(jumpTo('hidden'))).toBe(
    'Something works in the version that is shown. Stop it first.',
  )
})

it('the way back to where one was changes no version, and says nothing where that is gone', async () => {
  expect(await loadMessage({ ...jumpTo('hidden'), isReturn: true })).toBe('')
  expect(asked()).toBe(false)
})
