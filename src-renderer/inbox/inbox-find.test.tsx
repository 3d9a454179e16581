import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../dev/refusal.ts'
import { givenTo } from '../dev/render-with-bridge.tsx'
import { inboxRow } from '../dev/rows.ts'
import { ask, inboxWorld, item, items, showInbox, tell, titles } from './inbox-world.tsx'

const go = async (name: string) => userEvent.click(await screen.findByRole('tab', { name }))
const search = async (words: string) =>
  userEvent.type(await screen.findByRole('textbox', { name: 'Search the inbox' }), words)
const choose = async (role: 'menuitemcheckbox' | 'menuitemradio', name: string) => {
  await userEvent.click(await screen.findByRole('button', { name: /^(View|Grouped)$/ }))
  await userEvent.click(await screen.findByRole(role, { name }))
}

/** Two schedules with two items each, and one item of none. */
function scheduledWorld() {
  const world = inboxWorld(0)
  ask(world, 0, {}, { scheduleId: 's-mail' })
  ask(world, 1, {}, { scheduleId: 's-news' })
  ask(world, 2, {}, { scheduleId: 's-mail' })
  ask(world, 3, {}, { scheduleId: null })
  return world
}

describe('a search in the inbox', () => {
  it('begins when the typing rests, and shows what the main process finds', async () => {
    const world = inboxWorld(3)
    const bridge = showInbox(world)
    await item('Title 0')
    await userEvent.click(await screen.findByRole('textbox', { name: 'Search the inbox' }))
    await userEvent.paste('prompt 1')
    await waitFor(async () => expect(await titles()).toEqual(['Title 1']))
    const searches = givenTo(bridge, 'inbox.list').filter((input) => JSON.stringify(input).includes('search'))
    expect(searches).toEqual([{ filter: 'needs-you', search: 'prompt 1', limit: 100 }])
    await userEvent.click(screen.getByRole('button', { name: 'Clear the search' }))
    expect(await items()).toHaveLength(3)
  })

  it('that finds nothing says where else to look', async () => {
    const world = inboxWorld(1)
    tell(world, 0, { title: 'Harvest' })
    showInbox(world)
    await item('Title 0')
    await search('harvest')
    await screen.findByRole('heading', { name: 'No “harvest” in Needs you.' })
    await userEvent.click(screen.getByRole('button', { name: 'Look in Finished' }))
    expect(await item('Harvest')).toBeDefined()
  })

  it('finds what arrives meanwhile', async () => {
    const world = inboxWorld(1)
    const bridge = showInbox(world)
    await item('Title 0')
    await search('prompt')
    await waitFor(async () => expect(await titles()).toEqual(['Title 0']))
    ask(world, 1)
    const added = world.inbox.at(-1)
    if (!added) throw new Error('nothing was added')
    act(() => bridge.emit({ event: 'inbox.changed', data: { waiting: 2, unread: 2, item: { ...added } } }))
    await waitFor(async () => expect(await titles()).toEqual(['Title 0', 'Title 1']))
  })

  it('that does not work says why, and works when it is tried again', async () => {
    const bridge = showInbox(inboxWorld(1))
    await item('Title 0')
    const found = bridge.world.inbox
    bridge.override({
      'inbox.list': () => {
        throw new Refusal('internal', 'The index is being built.')
      },
    })
    await search('prompt')
    expect(await screen.findByText('The index is being built.')).toBeDefined()
    bridge.override({ 'inbox.list': () => found })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await item('Title 0')).toBeDefined()
  })
})

describe('the inbox by schedule', () => {
  it('stands under a head for each, the one with the newest first, and each folds', async () => {
    showInbox(scheduledWorld())
    await item('Title 0')
    await choose('menuitemcheckbox', 'Group by schedule')
    const heads = () =>
      screen.getAllByRole('button', { expanded: true }).map((head) => head.textContent?.replace(/\d.*/, ''))
    await waitFor(() => expect(heads()).toEqual(['Sort the mail', 'Read the news', 'Without a schedule']))
    expect((await titles()).filter(Boolean)).toEqual(['Title 0', 'Title 2', 'Title 1', 'Title 3'])
    await userEvent.click(screen.getByRole('button', { name: /^Sort the mail/ }))
    expect((await titles()).filter(Boolean)).toEqual(['Title 1', 'Title 3'])
    expect(screen.getByRole('button', { name: /^Sort the mail/ }).getAttribute('aria-expanded')).toBe('false')
  })

  it('can be of one schedule alone, and back', async () => {
    const world = scheduledWorld()
    world.inbox.push(inboxRow({ id: 'n', title: 'News', scheduleId: 's-news', at: 1 }))
    showInbox(world)
    await item('Title 0')
    await choose('menuitemradio', 'Read the news')
    expect(await titles()).toEqual(['Title 1'])
    await go('Finished')
    expect(await titles()).toEqual(['News'])
    await go('Failed')
    await screen.findByRole('heading', { name: 'Nothing of this schedule here.' })
    await userEvent.click(screen.getByRole('button', { name: 'Show everything, not only Read the news' }))
    expect(await screen.findByRole('heading', { name: 'Nothing failed.' })).toBeDefined()
  })
})

describe('what is snoozed', () => {
  it('is out of sight but not lost: it is folded under what needs the user', async () => {
    const world = inboxWorld(1)
    ask(world, 1, {}, { snoozedUntil: Number.MAX_SAFE_INTEGER / 2 })
    showInbox(world)
    expect((await titles()).filter(Boolean)).toEqual(['Title 0'])
    await userEvent.click(screen.getByRole('button', { name: /^Snoozed/ }))
    const one = await item('Title 1')
    expect(within(one).getByText(/^snoozed until/)).toBeDefined()
  })

  it('is offered where nothing else needs the user', async () => {
    const world = inboxWorld(0)
    ask(world, 1, {}, { snoozedUntil: Number.MAX_SAFE_INTEGER / 2 })
    showInbox(world)
    await screen.findByRole('heading', { name: 'Nothing needs you.' })
    await userEvent.click(screen.getByRole('button', { name: 'Show the snoozed one' }))
    expect(await item('Title 1')).toBeDefined()
  })
})
