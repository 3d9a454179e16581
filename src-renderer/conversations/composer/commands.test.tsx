import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, expect, it } from 'vitest'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, sessionRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { useDrafts } from './composer-store.ts'
import { ConversationView } from '../conversation-view.tsx'
import { showSessionDialog } from '../sessions/session-dialog-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  useDrafts.setState(new Map(), true)
  showSessionDialog({ kind: 'none' })
  const world = emptyWorld()
  world.conversations = [conversationRow({ id: 'c', title: 'A chat' })]
  world.sessions = [sessionRow({ id: 's', conversationId: 'c' })]
  bridge = renderWithBridge(world, <ConversationView id="c" />)
})
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const list = () => screen.queryByRole('listbox', { name: 'Commands' })
const sent = () => givenTo(bridge, 'conversations.send')

it('/new starts a new session and is no message', async () => {
  await userEvent.type(await message(), '/new{Enter}')
  await waitFor(() => expect(givenTo(bridge, 'sessions.start')).toEqual([{ conversationId: 'c' }]))
  expect(sent()).toEqual([])
  expect((await message()).value).toBe('')
  expect(await screen.findByText(/^New session, as you asked/)).toBeDefined()
})

it('/new with summary waits for the summary', async () => {
  await userEvent.type(await message(), '/new with summary{Enter}')
  expect(await screen.findByRole('dialog', { name: 'New session with a summary' })).toBeDefined()
  await waitFor(() =>
    expect(givenTo(bridge, 'sessions.start')).toEqual([{ conversationId: 'c', summary: true }]),
  )
})

it('a beginning is written out first, with the one that the arrow keys mark', async () => {
  await userEvent.type(await message(), '/')
  const all = within(list() ?? document.body).getAllByRole('option')
  expect(all.map((option) => option.querySelector('code')?.textContent)).toEqual([
    '/new',
    '/new with summary',
    '/model',
    '/sessions',
    '/export',
  ])
  await userEvent.keyboard('{ArrowUp}{ArrowUp}')
  expect(screen.getByRole('option', { selected: true }).textContent).toMatch(/^\/sessions/)
  await userEvent.keyboard('{Enter}')
  expect((await message()).value).toBe('/sessions')
  expect(screen.queryByRole('dialog')).toBeNull()
  await userEvent.keyboard('{Enter}')
  expect(await screen.findByRole('dialog', { name: 'Sessions of this chat' })).toBeDefined()
  expect(sent()).toEqual([])
})

it.each(['/etc/hosts has a strange line', '/newer is better', 'see /new'])(
  'what only looks like a command is a message: %s',
  async (text) => {
    await userEvent.type(await message(), `${text}{Enter}`)
    expect(sent()).toMatchObject([{ text }])
    expect(givenTo(bridge, 'sessions.start')).toEqual([])
  },
)

it('Escape closes the list, and the words stay', async () => {
  await userEvent.type(await message(), '/mo{Escape}')
  expect(list()).toBeNull()
  expect((await message()).value).toBe('/mo')
  await userEvent.keyboard('d')
  expect(list()).not.toBeNull()
})
