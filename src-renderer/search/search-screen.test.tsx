import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SearchHit } from '../../src-shared/ipc/search-routes.ts'
import type { FakeRoutes } from '../dev/fake-bridge.ts'
import { Refusal } from '../dev/refusal.ts'
import { conversationRow, messageRow, textBlocks } from '../dev/rows.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld, type World } from '../dev/world.ts'
import { usePlace } from '../main-window/place-store.ts'
import { SearchField } from './search-field.tsx'
import { SearchScreen } from './search-screen.tsx'
import { resetSearch, showSearch } from './search-store.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
const hit = (index: number, more: Partial<SearchHit> = {}): SearchHit => ({
  messageId: `m-${index}`,
  conversationId: 'c',
  at: noon - index * 60_000,
  snippet: `\u0002word\u0003 ${index}`,
  title: 'Bread',
  kind: 'chat',
  role: 'user',
  ...more,
})

function world(): World {
  const made = emptyWorld()
  made.conversations = [
    conversationRow({ id: 'c', title: 'Bread' }),
    conversationRow({ id: 'd', title: 'Morning check' }),
  ]
  made.messages = [
    messageRow({ id: 'm', conversationId: 'c', at: noon, content: textBlocks('How do I feed sourdough?') }),
  ]
  return made
}

const show = (routes: FakeRoutes = {}, of = world()) =>
  renderWithBridge(
    of,
    <>
      <SearchField />
      <SearchScreen />
    </>,
    routes,
  )
const field = () => screen.getByRole('combobox', { name: 'Search everything' })
const results = () => screen.findByRole('listbox', { name: 'Results' })

beforeEach(resetSearch)
afterEach(() => vi.restoreAllMocks())

describe('the search', () => {
  it('finds as it is typed, marks what was found, and jumps to the message in its place', async () => {
    show()
    await userEvent.type(field(), 'sourd')
    const option = await within(await results()).findByRole('option')
    expect(usePlace.getState().screen).toBe('search')
    expect(option.querySelector('mark')?.textContent).toBe('sourd')
    expect(option.textContent).toMatch(/^BreadYou/)
    expect(screen.getByRole('status', { name: '' }).textContent).toBe('1 found')
    await userEvent.keyboard('{Enter}')
    expect(usePlace.getState()).toMatchObject({
      screen: 'conversations',
      chat: { id: 'c', messageId: 'm' },
    })
  })

  it('shows the hits of the newest words, whichever reply comes last', async () => {
    const replies: { readonly text: string; give(): void }[] = []
    show({
      'search.query': ({ text }) =>
        new Promise((resolve) =>
          replies.push({ text, give: () => resolve({ hits: [hit(0, { snippet: `for ${text}` })] }) }),
        ),
    })
    await userEvent.type(field(), 'a')
    await waitFor(() => expect(replies).toHaveLength(1))
    await userEvent.type(field(), 'b')
    await waitFor(() => expect(replies).toHaveLength(2))
    await act(async () => replies[1]?.give())
    expect(await screen.findByText('for ab')).toBeDefined()
    await act(async () => replies[0]?.give())
    expect(screen.queryByText('for a')).toBeNull()
  })

  it('is gone through with the arrow keys; a run leads to its page', async () => {
    show({
      'search.query': () => ({
        hits: [hit(0), hit(1, { runId: 'r', kind: 'background', role: 'assistant', conversationId: 'b' })],
      }),
    })
    await userEvent.type(field(), 'word')
    await waitFor(async () => expect(within(await results()).getAllByRole('option')).toHaveLength(2))
    expect(within(await results()).getByRole('option', { selected: true }).textContent).toContain('word 0')
    await userEvent.keyboard('{ArrowDown}')
    const second = within(await results()).getByRole('option', { selected: true })
    expect(second.textContent).toContain('Assistant · in a run')
    expect(field().getAttribute('aria-activedescendant')).toBe(second.id)
    await userEvent.keyboard('{Enter}')
    expect(usePlace.getState()).toMatchObject({ screen: 'runs', runId: 'r' })
  })

  it('writes the filters that are clicked into the field', async () => {
    const bridge = show()
    await userEvent.type(field(), 'sour')
    await userEvent.click(screen.getByRole('button', { name: 'Chats' }))
    await userEvent.click(screen.getByRole('button', { name: 'Me' }))
    expect(field()).toHaveProperty('value', 'sour from:chat from:me ')
    expect(screen.getByRole('button', { name: 'Me' }).getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Runs' }))
    await userEvent.click(screen.getByRole('button', { name: 'Me' }))
    expect(field()).toHaveProperty('value', 'sour from:run ')
    await waitFor(() =>
      expect(givenTo(bridge, 'search.query').at(-1)).toMatchObject({ text: 'sour from:run ' }),
    )
  })

  it('completes the title of a conversation after "in:"', async () => {
    show()
    await userEvent.type(field(), 'in:morn')
    const option = await within(await results()).findByRole('option', { name: 'Only in Morning check' })
    expect(option.getAttribute('aria-selected')).toBe('true')
    await userEvent.keyboard('{Enter}')
    expect(field()).toHaveProperty('value', 'in:"Morning check" ')
  })

  it('says which filter was not understood', async () => {
    show()
    await userEvent.type(field(), 'before:tuesday')
    expect((await screen.findByRole('alert')).textContent).toContain('“before:tuesday” is not understood.')
    await userEvent.clear(field())
    expect(await screen.findByRole('heading', { name: 'What are you looking for?' })).toBeDefined()
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says that nothing was found, and that it did not work; then it is tried again', async () => {
    const bridge = show()
    await userEvent.type(field(), 'zebra')
    expect(await screen.findByRole('heading', { name: 'Nothing found.' })).toBeDefined()
    bridge.override({
      'search.query': () => {
        throw new Refusal('internal', 'The database is busy.')
      },
    })
    await userEvent.type(field(), 's')
    expect(await screen.findByText('The database is busy.')).toBeDefined()
    bridge.override({ 'search.query': () => ({ hits: [hit(0)] }) })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await within(await results()).findByRole('option')).toBeDefined()
  })

  it('draws of thousands only what is in view, and loads on towards the end', async () => {
    for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const)
      vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(600)
    const bridge = show({
      'search.query': ({ before = 0 }) => ({
        hits: Array.from({ length: 60 }, (_, index) => hit(before + index)),
        nextBefore: before < 3000 ? before + 60 : null,
      }),
    })
    await userEvent.type(field(), 'word')
    await waitFor(async () =>
      expect(within(await results()).getAllByRole('option').length).toBeGreaterThan(5),
    )
    await userEvent.keyboard('{ArrowUp}')
    await waitFor(() => expect(givenTo(bridge, 'search.query').at(-1)).toMatchObject({ before: 60 }))
    await waitFor(async () => expect(within(await results()).getAllByRole('option').length).toBeLessThan(40))
    const active = within(await results()).getByRole('option', { selected: true })
    expect(active.id).toBe('search-option-59')
  })

  it('is left with Escape: first the words go, then the screen', async () => {
    show()
    act(showSearch)
    await waitFor(() => expect(document.activeElement).toBe(field()))
    await userEvent.type(field(), 'x')
    await userEvent.keyboard('{Escape}')
    expect(field()).toHaveProperty('value', '')
    expect(usePlace.getState().screen).toBe('search')
    await userEvent.keyboard('{Escape}')
    expect(usePlace.getState().screen).toBe('conversations')
  })
})
