import { act, createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { conversationRow } from '../../dev/rows.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { emptyWorld, type World } from '../../dev/world.ts'
import { now } from '../../platform/now.ts'
import { closeChatDialog } from './chat-dialog-store.ts'
import { ChatDialogs } from './chat-dialogs.tsx'
import { closeFolderDialog } from './folder-dialog-store.ts'
import { FolderDialogs } from './folder-dialogs.tsx'
import { useFoldedSections } from './folded-sections.ts'
import { goTo } from '../place-store.ts'
import { Sidebar } from './sidebar.tsx'
import { useMarkChatRead } from '../use-mark-chat-read.ts'

function world(chats: number): World {
  const made = emptyWorld()
  made.folders = [
    { id: 'work', name: 'Work', position: 0 },
    { id: 'home', name: 'Home', position: 1 },
  ]
  for (let index = 0; index < chats; index++)
    made.conversations.push(
      conversationRow({ id: `c-${index}`, title: `Chat ${index}`, updatedAt: now() - index * 1000 }),
    )
  return made
}

const show = (of: World) =>
  renderWithBridge(
    of,
    <>
      <Sidebar />
      <ChatDialogs />
      <FolderDialogs />
    </>,
  )

const list = () => screen.findByRole('list', { name: 'Chats' })
const link = (name: string) => screen.findByRole('link', { name })
const lines = async () => [...(await list()).querySelectorAll('[data-row], h3')].map((one) => one.textContent)

async function choose(chat: string, entry: string): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: `Actions for ${chat}` }))
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
}

/** As a pointer takes up one thing and lets it go over another. `look`: just before it lets go. */
function drag(from: Element, to: Element, look = () => {}): void {
  const data = new Map<string, string>()
  const dataTransfer = {
    setData: (type: string, text: string) => void data.set(type, text),
    getData: (type: string) => data.get(type) ?? '',
    get types() {
      return [...data.keys()]
    },
    effectAllowed: 'none',
    dropEffect: 'none',
  }
  for (const [element, kind] of [
    [from, 'dragStart'],
    [to, 'dragOver'],
    [to, 'drop'],
  ] as const) {
    if (kind === 'drop') look()
    const event = createEvent[kind](element)
    Object.defineProperty(event, 'dataTransfer', { value: dataTransfer })
    fireEvent(element, event)
  }
}

beforeEach(() => {
  localStorage.clear()
  useFoldedSections.setState(new Map(), true)
  closeChatDialog()
  closeFolderDialog()
})
afterEach(() => vi.restoreAllMocks())

describe('a chat in the sidebar', () => {
  it('is pinned, marked as unread, archived and brought back by its menu', async () => {
    const bridge = show(world(3))
    await choose('Chat 2', 'Pin')
    expect((await lines()).slice(0, 2)).toEqual(['Pinned', 'Chat 2'])
    await choose('Chat 1', 'Mark as unread')
    expect((await link('Chat 1')).getAttribute('aria-describedby')).not.toBeNull()
    expect(screen.getByText('has something new')).toBeDefined()
    await choose('Chat 0', 'Archive')
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Chat 0' })).toBeNull())
    await userEvent.click(screen.getByRole('button', { name: /^Archived/ }))
    await choose('Chat 0', 'Bring back')
    await waitFor(() => expect(screen.queryByRole('button', { name: /^Archived/ })).toBeNull())
    expect(givenTo(bridge, 'conversations.archive')).toEqual([
      { id: 'c-0', archived: true },
      { id: 'c-0', archived: false },
    ])
  })

  it('goes into a folder and out of it by dragging', async () => {
    const bridge = show(world(2))
    const folder = await screen.findByRole('button', { name: 'Folder Work' })
    drag(await link('Chat 1'), folder)
    await waitFor(async () =>
      expect((await lines()).slice(0, 4)).toEqual(['Work', 'Chat 1', 'Home', 'Today']),
    )
    drag(await link('Chat 1'), await link('Chat 0'))
    await waitFor(async () => expect((await lines())[1]).toBe('Home'))
    expect(givenTo(bridge, 'conversations.move')).toEqual([
      { id: 'c-1', folderId: 'work' },
      { id: 'c-1', folderId: null },
    ])
  })

  it('goes into a new folder by keyboard alone', async () => {
    show(world(2))
    await link('Chat 1')
    const button = screen.getByRole('button', { name: 'Actions for Chat 1' })
    act(() => button.focus())
    await userEvent.keyboard('{Enter}')
    await screen.findByRole('menuitem', { name: 'Move to folder…' })
    act(() => screen.getByRole('menuitem', { name: 'Move to folder…' }).focus())
    await userEvent.keyboard('{Enter}')
    const dialog = await screen.findByRole('dialog', { name: 'Move to a folder' })
    act(() => within(dialog).getByRole('combobox', { name: 'Folder' }).focus())
    await userEvent.keyboard('{Enter}')
    await screen.findByRole('option', { name: 'A new folder…' })
    await userEvent.keyboard('{End}{Enter}')
    await userEvent.type(await screen.findByLabelText('Name of the new folder'), 'Garden')
    act(() => within(dialog).getByRole('button', { name: 'Move' }).focus())
    await userEvent.keyboard('{Enter}')
    await waitFor(async () => expect((await lines()).slice(2, 4)).toEqual(['Garden', 'Chat 1']))
  })

  it('is renamed, and deleted when asked twice', async () => {
    const bridge = show(world(2))
    await choose('Chat 0', 'Rename…')
    const name = await screen.findByLabelText('Name')
    await userEvent.clear(name)
    await userEvent.type(name, 'Plans{Enter}')
    await choose('Plans', 'Delete…')
    expect(givenTo(bridge, 'conversations.remove')).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: 'Delete' }))
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Plans' })).toBeNull())
  })

  it('that cannot be moved says why and stays where it was', async () => {
    const bridge = show(world(1))
    bridge.override({
      'conversations.move': () => Promise.reject(new Error('never')),
    })
    drag(await link('Chat 0'), await screen.findByRole('button', { name: 'Folder Work' }))
    expect(await screen.findByText(/^Dormouse did not answer/)).toBeDefined()
    expect((await lines())[1]).toBe('Home')
  })
})

describe('a folder in the sidebar', () => {
  it('is made, renamed, moved among the others and deleted; its chats stay', async () => {
    const made = world(1)
    made.conversations = made.conversations.map((chat) => ({ ...chat, folderId: 'home' }))
    show(made)
    await link('Chat 0')
    await userEvent.click(screen.getByRole('button', { name: 'More for chats' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'New folder…' }))
    await userEvent.type(await screen.findByLabelText('Name'), 'Trips{Enter}')
    expect(await screen.findByRole('button', { name: 'Folder Trips' })).toBeDefined()
    const menu = async (folder: string, entry: string) => {
      await userEvent.click(screen.getByRole('button', { name: `Actions for folder ${folder}` }))
      await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
    }
    await menu('Home', 'Move up')
    await waitFor(async () => expect((await lines())[0]).toBe('Home'))
    await menu('Home', 'Delete folder…')
    await userEvent.click(await screen.findByRole('button', { name: 'Delete folder' }))
    await waitFor(async () => expect(await lines()).toEqual(['Work', 'Trips', 'Today', 'Chat 0']))
  })

  it('is dragged below another one, where a line shows it, and nowhere where it stands already', async () => {
    const made = world(1)
    made.folders.push({ id: 'trips', name: 'Trips', position: 2 })
    made.conversations = made.conversations.map((chat) => ({ ...chat, folderId: 'home' }))
    const bridge = show(made)
    const folder = (name: string) => screen.findByRole('button', { name: `Folder ${name}` })
    // Without a layout every row is above the pointer.
    const line = () => document.querySelector('[data-line]')?.textContent
    let shown: (string | undefined)[] = []
    drag(await folder('Work'), await link('Chat 0'), () => shown.push(line()))
    expect(shown).toEqual([expect.stringContaining('Trips')])
    await waitFor(async () => expect(await lines()).toEqual(['Home', 'Chat 0', 'Work', 'Trips']))
    expect(line()).toBeUndefined()

    shown = []
    drag(await folder('Home'), await folder('Trips'), () => shown.push(line()))
    expect(shown).toEqual([expect.stringContaining('Trips')])
    expect(document.querySelector('[data-line]')).toBeNull()
    await waitFor(async () => expect(await lines()).toEqual(['Work', 'Trips', 'Home', 'Chat 0']))

    drag(await folder('Trips'), await folder('Work'), () => shown.push(line()))
    drag(await link('Chat 0'), await folder('Work'))
    await waitFor(() => expect(givenTo(bridge, 'conversations.move')).toHaveLength(1))
    expect(shown).toHaveLength(2)
    expect(shown[1]).toBeUndefined()
    expect(givenTo(bridge, 'folders.reorder')).toEqual([
      { id: 'work', position: 1 },
      { id: 'home', position: 2 },
    ])
  })

  it('is folded and unfolded by the arrow keys, and stays so in the next window', async () => {
    const made = world(1)
    made.conversations = made.conversations.map((chat) => ({ ...chat, folderId: 'work', unread: true }))
    show(made)
    const folder = await screen.findByRole('button', { name: 'Folder Work' })
    act(() => folder.focus())
    await userEvent.keyboard('{ArrowLeft}')
    expect(screen.queryByRole('link', { name: 'Chat 0' })).toBeNull()
    expect(screen.getByRole('button', { name: 'Folder Work', description: '1 chat, something new' })).toBe(
      folder,
    )
    expect(localStorage.getItem('folded-sections')).toBe('[["work",true]]')
    await userEvent.keyboard('{ArrowRight}{ArrowDown}')
    expect(document.activeElement?.textContent).toBe('Chat 0')
  })
})

describe('ten thousand chats', () => {
  it('are drawn only as far as they are in view, and the open one is reached with Tab', async () => {
    for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const)
      vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(600)
    show(world(10_000))
    await link('Chat 0')
    act(() => goTo({ screen: 'conversations', conversationId: 'c-9000' }))
    const drawn = within(await list()).getAllByRole('link')
    expect(drawn.length).toBeLessThan(60)
    expect((await link('Chat 9000')).tabIndex).toBe(0)
    expect((await link('Chat 0')).tabIndex).toBe(-1)
  })
})

describe('a chat with something new', () => {
  function Reader({ atEnd }: { readonly atEnd: boolean }) {
    useMarkChatRead('c-0', atEnd)
    return null
  }
  const unread = (): World => {
    const made = world(1)
    made.conversations = made.conversations.map((chat) => ({ ...chat, unread: true }))
    return made
  }

  it('is read when its end is seen in a window that has the focus', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false)
    const bridge = renderWithBridge(unread(), <Reader atEnd />)
    await waitFor(() => expect(givenTo(bridge, 'conversations.list')).toHaveLength(1))
    expect(givenTo(bridge, 'conversations.markUnread')).toEqual([])
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    await waitFor(() => {
      act(() => void window.dispatchEvent(new Event('focus')))
      expect(givenTo(bridge, 'conversations.markUnread')[0]).toEqual({ id: 'c-0', unread: false })
    })
  })

  it('stays unread where the reader is further up', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    const bridge = renderWithBridge(
      unread(),
      <>
        <Reader atEnd={false} />
        <Sidebar />
      </>,
    )
    await screen.findByText('has something new')
    expect(givenTo(bridge, 'conversations.markUnread')).toEqual([])
  })

  it('that was marked as unread while it is open stays so', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(true)
    const bridge = renderWithBridge(
      world(1),
      <>
        <Reader atEnd />
        <Sidebar />
      </>,
    )
    await link('Chat 0')
    await choose('Chat 0', 'Mark as unread')
    expect(await screen.findByText('has something new')).toBeDefined()
    expect(givenTo(bridge, 'conversations.markUnread')).toEqual([{ id: 'c-0', unread: true }])
  })
})
