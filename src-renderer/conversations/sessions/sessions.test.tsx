import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { DividerReason } from '../../../src-shared/domain/message.ts'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, messageRow, sessionRow, textBlocks } from '../../dev/rows.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { perform } from '../../main-window/action-bus.ts'
import { goTo, usePlace } from '../../main-window/place-store.ts'
import { useDrafts } from '../composer/composer-store.ts'
import { ConversationView } from '../conversation-view.tsx'
import { showSessionDialog } from './session-dialog-store.ts'

let bridge: FakeBridge
beforeEach(() => {
  useDrafts.setState(new Map(), true)
  showSessionDialog({ kind: 'none' })
})

function open(routes: FakeRoutes = {}, change: (world: World) => void = () => {}): void {
  const world = emptyWorld()
  world.connections.push({
    id: 'home',
    kind: 'anthropic-compatible',
    name: 'At home',
    baseUrl: 'http://127.0.0.1:1',
    defaultModel: 'qwen3',
    contextTokens: 32_000,
    hasKey: false,
    isDefault: false,
  })
  world.conversations = ['c', 'other'].map((id) => conversationRow({ id, title: 'A chat' }))
  world.sessions = [
    sessionRow({ id: 'old', conversationId: 'c', createdAt: 1 }),
    sessionRow({
      id: 'now',
      conversationId: 'c',
      createdAt: 3,
      reason: 'requested',
      summary: 'We spoke of oaks.',
    }),
  ]
  const said = (id: string, sessionId: string, text: string) =>
    messageRow({ id, conversationId: 'c', sessionId, turnId: `turn ${id}`, content: textBlocks(text) })
  const divider = (id: string, sessionId: string, reason: DividerReason, text: string) =>
    messageRow({
      id,
      conversationId: 'c',
      sessionId,
      role: 'divider',
      content: [{ type: 'divider', reason, text }],
    })
  world.messages = [
    said('m-1', 'old', 'About oaks'),
    divider('d-1', 'old', 'model', 'From here on practice-2 answers.'),
    divider('d-2', 'now', 'requested', 'New session, as you asked.'),
    said('m-2', 'now', 'About elms'),
  ]
  change(world)
  bridge = renderWithBridge(world, <OpenChat />, routes)
}
function OpenChat() {
  const id = usePlace(({ chat }) => (chat.kind === 'conversation' ? chat.id : 'c'))
  return <ConversationView key={id} id={id} />
}
const menu = async (entry: string) => {
  await userEvent.click(await screen.findByRole('button', { name: 'More' }))
  await userEvent.click(await screen.findByRole('menuitem', { name: new RegExp(`^${entry}`) }))
}
const chooseModel = async (name: RegExp) => {
  await userEvent.click(await screen.findByRole('button', { name: /^Model:/ }))
  await userEvent.click(await screen.findByRole('menuitemradio', { name }))
}

describe('earlier sessions', () => {
  it('are listed with what began them, shown in their place, and resumed', async () => {
    open()
    await menu('Earlier sessions…')
    const list = await screen.findByRole('list', { name: 'Sessions' })
    const [current, older] = within(list).getAllByRole('listitem')
    if (!current || !older) throw new Error('Two sessions were to be listed.')
    expect(within(current).getByText('About elms')).toBeDefined()
    expect(within(current).getByText('going on')).toBeDefined()
    expect(within(current).queryByRole('button', { name: 'Resume' })).toBeNull()
    expect(within(older).getByText('About oaks')).toBeDefined()
    await userEvent.click(within(older).getByRole('button', { name: 'Show' }))
    expect(usePlace.getState().chat).toMatchObject({ id: 'c', messageId: 'm-1' })
    act(() => void perform('sessions'))
    await userEvent.click(await screen.findByRole('button', { name: 'Resume' }))
    await waitFor(() => expect(givenTo(bridge, 'sessions.resume')).toEqual([{ sessionId: 'old' }]))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await screen.findByText('Back in an older session.')).toBeDefined()
  })

  it('are not asked about any more in a chat that was left and come back to', async () => {
    open()
    await menu('Earlier sessions…')
    await screen.findByRole('list', { name: 'Sessions' })
    act(() => goTo({ screen: 'conversations', conversationId: 'other' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    act(() => goTo({ screen: 'conversations', conversationId: 'c' }))
    expect(await screen.findByText('About elms')).toBeDefined()
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('that cannot be loaded say why, and can be asked for again', async () => {
    open({
      'sessions.list': () => {
        throw new Refusal('internal', 'The database is busy.')
      },
    })
    await menu('Earlier sessions…')
    expect(await screen.findByText('The database is busy.')).toBeDefined()
    bridge.override({ 'sessions.list': () => [] })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('There is none yet. The first message begins one.')).toBeDefined()
  })

  it('are resumed from the divider that took their place', async () => {
    open()
    await screen.findByText('New session, as you asked.')
    expect(screen.getByText('We spoke of oaks.')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Resume this session' })).toBeNull()
    await userEvent.click(screen.getByRole('button', { name: 'Resume the one before' }))
    await waitFor(() => expect(givenTo(bridge, 'sessions.resume')).toEqual([{ sessionId: 'old' }]))
    // What was left can be gone back to just the same.
    await userEvent.click(await screen.findByRole('button', { name: 'Resume this session' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'sessions.resume')).toEqual([{ sessionId: 'old' }, { sessionId: 'now' }]),
    )
  })
})

describe('another model', () => {
  it('that is compatible keeps the session and says what it gets in another form', async () => {
    open()
    await chooseModel(/At home/)
    expect(await screen.findByText('From here on qwen3 answers. Its thinking is left out.')).toBeDefined()
    expect(givenTo(bridge, 'sessions.check')).toEqual([
      { conversationId: 'c', connectionId: 'home', model: 'qwen3' },
    ])
    expect(givenTo(bridge, 'sessions.switchModel')).toHaveLength(1)
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(await screen.findByRole('button', { name: 'Model: qwen3' })).toBeDefined()
  })

  const refuses = (world: World): void => {
    world.branchWorld.incompatible.set('qwen3', 'It takes 32,000 tokens, and this session holds 41,000.')
  }

  it('that is incompatible says why before anything happens', async () => {
    open({}, refuses)
    await chooseModel(/At home/)
    const dialog = await screen.findByRole('dialog', { name: 'qwen3 needs a new session' })
    expect(within(dialog).getByText('It takes 32,000 tokens, and this session holds 41,000.')).toBeDefined()
    await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(givenTo(bridge, 'sessions.switchModel')).toEqual([])
    await chooseModel(/At home/)
    await userEvent.click(await screen.findByRole('button', { name: 'Begin without a summary' }))
    expect(await screen.findByText(/^New session with qwen3/)).toBeDefined()
    expect(givenTo(bridge, 'sessions.switchModel')).toEqual([
      { conversationId: 'c', connectionId: 'home', model: 'qwen3' },
    ])
  })

  it('closing the dialog while the summary is written stops it, and changes nothing', async () => {
    open({}, refuses)
    await chooseModel(/At home/)
    await userEvent.click(await screen.findByRole('button', { name: 'Begin with a summary' }))
    expect(await screen.findByText(/writes a summary/)).toBeDefined()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(givenTo(bridge, 'sessions.cancelSummary')).toEqual([{ conversationId: 'c' }]))
    expect(screen.queryByText(/You stopped the summary/)).toBeNull()
    expect(bridge.world.sessions).toHaveLength(2)
    expect(await screen.findByRole('button', { name: 'Model: Practice model' })).toBeDefined()
  })

  it('a summary that fails says why, and leaves the way without one', async () => {
    open({}, refuses)
    bridge.override({
      'sessions.switchModel': () => {
        throw new Refusal('unavailable', 'The old model does not answer. Begin without a summary.')
      },
    })
    await chooseModel(/At home/)
    await userEvent.click(await screen.findByRole('button', { name: 'Begin with a summary' }))
    expect(await screen.findByText('The old model does not answer. Begin without a summary.')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Try the summary again' })).toBeDefined()
    expect(screen.getByRole('button', { name: 'Begin without a summary' })).toBeDefined()
  })
})

describe('the context of the session', () => {
  const meter = () => screen.queryByRole('meter', { name: 'Context of the session' })

  it('is shown when half of what it takes is used', async () => {
    open({ 'sessions.context': () => ({ tokens: 82_000, window: 200_000, compactsAt: 160_000 }) })
    await waitFor(() =>
      expect(meter()?.getAttribute('aria-valuetext')).toBe('82k of 200k tokens; summarised at 160k'),
    )
  })

  it('is quiet before', async () => {
    open({ 'sessions.context': () => ({ tokens: 79_000, window: 200_000, compactsAt: 160_000 }) })
    await waitFor(() => expect(givenTo(bridge, 'sessions.context')).not.toEqual([]))
    await screen.findByText('About elms')
    expect(meter()).toBeNull()
  })
})

it('the head says and does what can be done with the chat', async () => {
  open()
  await menu('Pin')
  await waitFor(() => expect(givenTo(bridge, 'conversations.pin')).toEqual([{ id: 'c', pinned: true }]))
  await menu('Export as Markdown…')
  expect(await screen.findByText('Exported to /home/ada/A chat.md')).toBeDefined()
  await menu('New session(?! with)')
  await waitFor(() => expect(givenTo(bridge, 'sessions.start')).toEqual([{ conversationId: 'c' }]))
})
