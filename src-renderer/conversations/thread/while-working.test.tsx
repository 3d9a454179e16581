import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, messageRow, sessionRow, textBlocks, turnRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { commandKey } from '../../main-window/action-keys.ts'
import { useDrafts } from '../composer/composer-store.ts'
import { ConversationView } from '../conversation-view.tsx'

let bridge: FakeBridge
beforeEach(() => useDrafts.setState(new Map(), true))

function open(whileWorking: 'queue' | 'interrupt' = 'queue', routes: FakeRoutes = {}): void {
  const world = emptyWorld()
  world.settings.whileWorking = whileWorking
  world.conversations = [conversationRow({ id: 'c', title: 'A chat' })]
  world.sessions = [sessionRow({ id: 's', conversationId: 'c' })]
  world.turns = [turnRow({ id: 't', conversationId: 'c', startedAt: 1 }, { status: 'running' })]
  world.messages = [messageRow({ id: 'm', conversationId: 'c', turnId: 't', content: textBlocks('Begin') })]
  bridge = renderWithBridge(world, <ConversationView id="c" />, routes)
}
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const sent = () => givenTo(bridge, 'conversations.send')
const queued = () => screen.findByRole('group', { name: 'The queued message' })
const press = async (name: string) => userEvent.click(within(await queued()).getByRole('button', { name }))

it('Enter queues a message while a turn works, and the command key with it interrupts', async () => {
  open()
  expect(
    await screen.findByText(`Enter queues your message, ${commandKey}+Enter interrupts with it`),
  ).toBeDefined()
  await userEvent.type(await message(), 'And then this{Enter}')
  expect(await screen.findByText('Queued: it is next')).toBeDefined()
  expect(sent()[0]).not.toHaveProperty('interrupt')
  await userEvent.type(await message(), 'No, wait{Control>}{Enter}{/Control}')
  expect(sent()).toMatchObject([{ text: 'And then this' }, { text: 'No, wait', interrupt: true }])
})

it('of several that wait each says its place, and one that is let come next stands first', async () => {
  open()
  await userEvent.type(await message(), 'And then this{Enter}')
  await userEvent.type(await message(), 'And that{Enter}')
  const lines = () => screen.getAllByText(/^(Queued: .*|And (then this|that))$/).map((one) => one.textContent)
  await waitFor(() =>
    expect(lines()).toEqual(['And then this', 'Queued: it is next', 'And that', 'Queued: 2nd']),
  )
  const last = bridge.world.turns.at(-1)
  if (last?.status !== 'queued') throw new Error('It does not wait.')
  bridge.emit({ event: 'turn.changed', data: { ...last, interrupts: 1 } })
  await waitFor(() =>
    expect(lines()).toEqual(['And that', 'Queued: it is next', 'And then this', 'Queued: 2nd']),
  )
})

const doing = { turnId: 't', conversationId: 'c', doing: 'summarising' } as const
const summarises = () => screen.findByText('Summarising what came before, to make room')

it('while a summary is made the conversation says so, and it can be stopped', async () => {
  open()
  expect(await screen.findByRole('status', { name: 'Working' })).toBeDefined()
  bridge.emit({ event: 'turn.doing', data: doing })
  expect((await summarises()).getAttribute('role')).toBe('status')
  await userEvent.click(screen.getByRole('button', { name: 'Stop' }))
  expect(givenTo(bridge, 'turns.cancel')).toEqual([{ turnId: 't' }])
  await waitFor(() => expect(screen.queryByText(/^Summarising/)).toBeNull())
})

it('a window that is opened while a summary is made says so too, until it is made', async () => {
  open('queue', {
    'conversations.get': () => ({
      ...conversationRow({ id: 'c' }),
      session: sessionRow({ id: 's', conversationId: 'c' }),
      activeTurns: bridge.world.turns,
      live: [],
      doing: [doing],
      questions: [],
    }),
  })
  await summarises()
  bridge.emit({ event: 'turn.doing', data: { ...doing, doing: null } })
  expect(await screen.findByRole('status', { name: 'Working' })).toBeDefined()
})

it('by setting Enter interrupts, and the command key with it queues', async () => {
  open('interrupt')
  expect(await screen.findByText(/^Enter interrupts with your message/)).toBeDefined()
  await userEvent.type(await message(), 'Later{Control>}{Enter}{/Control}')
  await userEvent.type(await message(), 'Now{Enter}')
  expect(sent()).toMatchObject([{ text: 'Later' }, { text: 'Now', interrupt: true }])
  expect(sent()[0]).not.toHaveProperty('interrupt')
})

it('where nothing works no key says more than it does', async () => {
  open()
  bridge.world.turns = []
  await screen.findByText(/^Enter queues/)
  bridge.emit({
    event: 'turn.changed',
    data: turnRow({ id: 't', conversationId: 'c', endedAt: 2 }, { status: 'succeeded' }),
  })
  await waitFor(() => expect(screen.queryByText(/^Enter queues/)).toBeNull())
  await userEvent.type(await message(), 'Next{Control>}{Enter}{/Control}')
  expect(sent()[0]).not.toHaveProperty('interrupt')
})

it('a queued message can be changed in its place', async () => {
  open()
  await userEvent.type(await message(), 'Buy milk{Enter}')
  await press('Edit')
  const editor = await screen.findByRole('textbox', { name: 'Your message' })
  expect(document.activeElement).toBe(editor)
  await userEvent.type(editor, ' and bread{Enter}')
  expect(await screen.findByText('Buy milk and bread')).toBeDefined()
  expect(givenTo(bridge, 'messages.changeQueued')).toMatchObject([{ text: 'Buy milk and bread' }])
  expect(screen.queryByRole('textbox', { name: 'Your message' })).toBeNull()
})

it('a queued message can be taken back, and sent at once', async () => {
  open()
  await userEvent.type(await message(), 'Buy milk{Enter}')
  await press('Remove')
  await waitFor(() => expect(screen.queryByText('Buy milk')).toBeNull())
  const field = await message()
  await waitFor(() => expect(document.activeElement).toBe(field))
  await userEvent.type(await message(), 'Buy bread{Enter}')
  await press('Send now')
  await waitFor(() => expect(givenTo(bridge, 'messages.sendNow')).toHaveLength(1))
  await waitFor(() => expect(screen.queryByText('Queued: it is next')).toBeNull())
  expect(screen.getByText('Buy bread')).toBeDefined()
})

it('a change that came too late says so and keeps the new words', async () => {
  open('queue', {
    'messages.changeQueued': () => {
      throw new Refusal('conflict', 'It is being answered already. Send another message.')
    },
  })
  await userEvent.type(await message(), 'Buy milk{Enter}')
  await press('Edit')
  await userEvent.type(await screen.findByRole('textbox', { name: 'Your message' }), ' and bread{Enter}')
  expect(await screen.findByText('It is being answered already. Send another message.')).toBeDefined()
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your message' }).value).toBe(
    'Buy milk and bread',
  )
})
