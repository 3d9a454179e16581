import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { conversationRow, runRow, scheduleRow } from '../dev/rows.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld, type World } from '../dev/world.ts'
import { closeDialog } from '../main-window/open-dialog-store.ts'
import { usePlace } from '../main-window/place-store.ts'
import { useShortcuts } from '../main-window/use-shortcuts.ts'
import { startWindowActions } from '../main-window/window-actions.ts'
import { WindowDialogs } from '../main-window/window-dialogs.tsx'
import { resetSearch, useSearch } from '../search/search-store.ts'
import { useRecentChoices } from './recent-choices.ts'

function world(): World {
  const made = emptyWorld()
  made.conversations = Array.from({ length: 20 }, (_, index) =>
    conversationRow({ id: `c-${index}`, title: `Chat ${index}`, updatedAt: 1000 - index }),
  )
  made.schedules = [scheduleRow({ id: 's', title: 'Morning check', deliverTo: 'c-0' })]
  made.runs = [runRow({ id: 'r', title: 'Nightly build' })]
  return made
}

function Window() {
  useShortcuts()
  useEffect(startWindowActions, [])
  return <WindowDialogs />
}

const show = () => renderWithBridge(world(), <Window />)
const open = async () => {
  await userEvent.keyboard('{Control>}k{/Control}')
  return screen.findByRole('dialog', { name: 'Command palette' })
}
const field = () => screen.getByRole('combobox', { name: 'Search commands and chats' })
const options = () => screen.getAllByRole('option').map((one) => one.textContent)

beforeEach(() => {
  localStorage.clear()
  useRecentChoices.setState([], true)
  closeDialog()
  resetSearch()
})

describe('the command palette', () => {
  it('opens with its key, has the focus in its field, and closes with the same key or Escape', async () => {
    show()
    await open()
    await waitFor(() => expect(document.activeElement).toBe(field()))
    await userEvent.keyboard('{Control>}k{/Control}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await open()
    await userEvent.keyboard('{Escape}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('goes to a chat by a few letters and Enter', async () => {
    show()
    await open()
    await userEvent.type(field(), 'ch 17')
    expect(options()[0]).toBe('Chat 17')
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(usePlace.getState()).toMatchObject({ chat: { id: 'c-17' } }))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it.each([
    ['morning', 'app.showSettings', { tab: 'Schedules', scheduleId: 's' }],
    ['settings usage', 'app.showSettings', { tab: 'Usage' }],
    ['quick ask', 'app.showQuickAsk', {}],
    ['pin or', 'conversations.pin', { id: 'c-0', pinned: true }],
  ])('finds schedules, settings and actions: %s', async (words, route, input) => {
    const bridge = show()
    await open()
    await userEvent.type(field(), words)
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(givenTo(bridge, route)).toEqual([input]))
  })

  it.each([
    ['theme', 'Theme · General'],
    ['dark', 'Theme · General'],
    ['quiet hours', 'Quiet hours · Notifications'],
    ['prices', 'Prices, in US dollars for a million tokens · Usage'],
    ['keyring', 'Keys · Models'],
    ['start at login', 'Start at login · General'],
    ['mcp', 'MCP servers · Tools'],
    ['private hosts', 'Private hosts that it may fetch from · Tools'],
  ])('finds what a tab of the settings holds, before what only has the letters: %s', async (words, name) => {
    const bridge = show()
    await open()
    await userEvent.type(field(), words)
    expect(options()[0]).toBe(name)
    await userEvent.keyboard('{Enter}')
    const [section, tab] = name.split(' · ')
    await waitFor(() => expect(givenTo(bridge, 'app.showSettings')).toEqual([{ tab, section }]))
  })

  it('finds runs', async () => {
    show()
    await open()
    await userEvent.type(field(), 'nightly{Enter}')
    await waitFor(() => expect(usePlace.getState()).toMatchObject({ screen: 'runs', runId: 'r' }))
  })

  it('shows an action with its keys, and leaves out what cannot be done now', async () => {
    show()
    act(() => usePlace.setState({ screen: 'runs' }))
    await open()
    await userEvent.type(field(), 'new chat')
    const line = screen.getByRole('option', { name: /^New chat/ })
    expect(within(line).getByText('Ctrl')).toBeDefined()
    await userEvent.clear(field())
    await userEvent.type(field(), 'Pin or unpin')
    expect(options()).toEqual(['Search for “Pin or unpin”'])
  })

  it('offers to search the messages for anything that is typed', async () => {
    show()
    await open()
    await userEvent.type(field(), 'sourdough{Enter}')
    await waitFor(() => expect(useSearch.getState().text).toBe('sourdough'))
    expect(usePlace.getState().screen).toBe('search')
  })

  it('has what was chosen last at the top, in the next window too', async () => {
    show()
    await open()
    await userEvent.type(field(), 'chat 9{Enter}')
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await open()
    expect(options()[0]).toBe('Chat 9')
    expect(localStorage.getItem('palette-recent')).toBe('["chat c-9"]')
  })

  it('is gone through with the arrow keys, round at its ends', async () => {
    show()
    await open()
    const selected = () => screen.getByRole('option', { selected: true })
    expect(selected().textContent).toBe('Chat 0')
    await userEvent.keyboard('{ArrowDown}')
    expect(selected().textContent).toBe('Chat 1')
    await userEvent.keyboard('{ArrowUp}{ArrowUp}')
    expect(selected().textContent).toBe(options().at(-1))
    expect(field().getAttribute('aria-activedescendant')).toBe(selected().id)
  })
})
