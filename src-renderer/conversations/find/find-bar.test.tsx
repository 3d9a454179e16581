import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, messageRow, textBlocks } from '../../dev/rows.ts'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { emptyWorld } from '../../dev/world.ts'
import { perform } from '../../main-window/action-bus.ts'
import { ConversationView } from '../conversation-view.tsx'
import { closeFind } from './find-store.ts'

let bridge: FakeBridge
beforeEach(closeFind)

async function find(said: readonly string[], text: string, routes: FakeRoutes = {}): Promise<HTMLElement> {
  const world = emptyWorld()
  world.conversations = [conversationRow({ id: 'c' })]
  world.messages = said.map((words, index) =>
    messageRow({ id: `m${index}`, conversationId: 'c', role: 'assistant', content: textBlocks(words) }),
  )
  bridge = renderWithBridge(world, <ConversationView id="c" />, routes)
  await screen.findByText('The end.')
  perform('find')
  const field = await screen.findByRole('textbox', { name: 'Find in this conversation' })
  await userEvent.type(field, text)
  return field
}
const count = (words: string) => screen.findByText(words)

it('every place is a step of its own, also where a message holds several', async () => {
  await find(['One oak, two oaks.', 'No tree.', 'An **oak**.', 'The end.'], 'oak')
  expect(await count('3 of 3')).toBeDefined()
  await userEvent.keyboard('{Enter}')
  expect(await count('1 of 3')).toBeDefined()
  await userEvent.keyboard('{Enter}')
  expect(await count('2 of 3')).toBeDefined()
  await userEvent.keyboard('{Shift>}{Enter}{Enter}{/Shift}')
  expect(await count('3 of 3')).toBeDefined()
  expect(givenTo(bridge, 'messages.find')).toEqual([{ conversationId: 'c', text: 'oak' }])
})

it('a place that is not seen is one stop, and what is drawn is counted as it is drawn', async () => {
  const said = ['See [an oak](https://oak.example/oak).', 'An oak.', 'The end.']
  await find(said, 'oak')
  expect(await count('4 of 4')).toBeDefined()
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}')
  // Two of the three stand in the address.
  expect(await count('1 of 2')).toBeDefined()
  await userEvent.keyboard('{Enter}')
  expect(await count('2 of 2')).toBeDefined()
})

it('of messages that are not loaded the places are counted too', async () => {
  await find(['An oak.', 'The end.'], 'oak', {
    'messages.find': () => ({ messageIds: ['far', 'm0'], places: [4, 1] }),
  })
  expect(await count('5 of 5')).toBeDefined()
})

it('where very many messages hold the words it says that there are more', async () => {
  const messageIds = Array.from({ length: 1000 }, (_, index) => `x${index}`)
  await find(['An oak.', 'The end.'], 'oak', {
    'messages.find': () => ({ messageIds: [...messageIds.slice(1), 'm0'], places: messageIds.map(() => 2) }),
  })
  expect(await count('1999 of 1999+')).toBeDefined()
})

it('where nothing holds the words it says so, and nothing can be pressed', async () => {
  await find(['An elm.', 'The end.'], 'oak')
  expect(await count('No match')).toBeDefined()
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Later match' }).disabled).toBe(true),
  )
})
