import { act, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import { actions } from '../../src-shared/domain/action.ts'
import { fullWorld } from '../dev/full-world.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { resetSearch } from '../search/search-store.ts'
import { canPerform, perform } from './action-bus.ts'
import { closeChatDialog } from './sidebar/chat-dialog-store.ts'
import { MainWindow } from './main-window.tsx'
import { closeDialog } from './open-dialog-store.ts'
import { goTo, usePlace } from './place-store.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
const show = (id: string) => act(() => goTo({ screen: 'conversations', conversationId: id }))
const log = () => screen.findByRole('log', { name: 'Conversation' })

beforeEach(() => {
  closeChatDialog()
  closeDialog()
  resetSearch()
})

describe('every action', () => {
  it('is done by some part of the main window, where it makes sense', async () => {
    renderWithBridge(fullWorld(noon), <MainWindow />)
    const done = new Set<string>()
    // One that is answered, one that is being answered, and the one before the last.
    for (const id of ['c-release', 'c-garden', 'c-tax']) {
      show(id)
      await log()
      await waitFor(() => expect(canPerform('rename-chat')).toBe(true))
      for (const action of actions) if (canPerform(action.id)) done.add(action.id)
    }
    expect(actions.map(({ id }) => id).filter((id) => !done.has(id))).toEqual([])
  })

  it('that concerns a chat is not there while another screen is shown', async () => {
    renderWithBridge(fullWorld(noon), <MainWindow />)
    show('c-trip')
    await log()
    await waitFor(() => expect(canPerform('delete-chat')).toBe(true))
    act(() => goTo({ screen: 'inbox' }))
    expect(canPerform('delete-chat')).toBe(false)
    expect(canPerform('next-chat')).toBe(true)
  })
})

describe('the actions of a chat', () => {
  it('go up and down in the order of the sidebar', async () => {
    renderWithBridge(fullWorld(noon), <MainWindow />)
    const links = await waitFor(() => {
      const found = [...document.querySelectorAll('[aria-label="Chats"] a')]
      expect(found.length).toBeGreaterThan(5)
      return found
    })
    const order = links.map((link) => link.getAttribute('href')?.split('/')[1] ?? '')
    show(order[2] ?? '')
    act(() => void perform('next-chat'))
    expect(usePlace.getState()).toMatchObject({ chat: { id: order[3] } })
    act(() => void perform('previous-chat'))
    act(() => void perform('previous-chat'))
    expect(usePlace.getState()).toMatchObject({ chat: { id: order[1] } })
    show(order[0] ?? '')
    expect(canPerform('previous-chat')).toBe(false)
  })

  it('are asked for by the application menu, by key and by the bus alike', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <MainWindow />)
    show('c-trip')
    await log()
    act(() => bridge.open({ action: 'pin-chat' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'conversations.pin')).toEqual([{ id: 'c-trip', pinned: true }]),
    )
    await userEvent.keyboard('{Control>}{Shift>}p{/Shift}{/Control}')
    await waitFor(() =>
      expect(givenTo(bridge, 'conversations.pin').at(-1)).toEqual({ id: 'c-trip', pinned: false }),
    )
    act(() => void perform('archive-chat'))
    expect(await screen.findByText(/^“Trip to Ljubljana” is archived/)).toBeDefined()
    expect(usePlace.getState().chat).toEqual({ kind: 'newest' })
  })

  it('are exported and imported', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <MainWindow />)
    show('c-trip')
    await log()
    act(() => void perform('export-json'))
    expect(await screen.findByText('Exported to /home/ada/Trip to Ljubljana.json')).toBeDefined()
    expect(givenTo(bridge, 'conversations.export')).toEqual([{ id: 'c-trip', format: 'json' }])
    act(() => void perform('import'))
    expect(await screen.findByRole('link', { name: 'Imported chat', current: true })).toBeDefined()
  })
})
