import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { givenTo } from '../dev/render-with-bridge.tsx'
import { inboxWorld, item, items, layOut, showInbox, tab, tell } from './inbox-world.tsx'

const click = async (name: string) => userEvent.click(await screen.findByRole('button', { name }))
const go = async (name: string) => userEvent.click(await screen.findByRole('tab', { name }))
afterEach(() => vi.restoreAllMocks())

describe('many items of the inbox', () => {
  it('are selected one by one or all at once, marked read and archived together', async () => {
    const bridge = showInbox(inboxWorld(0, 3))
    await go('Finished')
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Select “Done 1”' }))
    await click('Select all 3')
    expect(screen.getByText('3 selected')).toBeDefined()
    await click('Mark as read')
    await waitFor(() => expect(screen.queryAllByText('Unread')).toEqual([]))
    await click('Archive selected')
    expect(givenTo(bridge, 'inbox.archiveMany')).toEqual([{ ids: ['d-0', 'd-1', 'd-2'] }])
    expect(await screen.findByRole('heading', { name: 'Nothing new has finished.' })).toBeDefined()
    await go('Archived')
    expect(await items()).toHaveLength(3)
  })

  it('that have finished are archived with one press, and put back with another', async () => {
    const bridge = showInbox(inboxWorld(1, 2))
    await go('Finished')
    await item('Done 0')
    await click('Archive all finished')
    expect(givenTo(bridge, 'inbox.archiveMany')).toEqual([{ ids: ['d-0', 'd-1'] }])
    expect(await screen.findByText('Archived 2 items.')).toBeDefined()
    await click('Undo Z')
    expect(await items()).toHaveLength(2)
    expect(givenTo(bridge, 'inbox.unarchive')).toEqual([{ id: 'd-0' }, { id: 'd-1' }])
    expect(tab('Needs you').textContent).toContain('1')
  })

  it('are asked about first where they are too many to be put back one by one', async () => {
    const bridge = showInbox(inboxWorld(0, 150))
    await go('Finished')
    await click('Archive all finished')
    const dialog = await screen.findByRole('dialog', { name: 'Archive all finished?' })
    expect(givenTo(bridge, 'inbox.archiveMany')).toEqual([])
    await userEvent.click(within(dialog).getByRole('button', { name: 'Archive all finished' }))
    expect(givenTo(bridge, 'inbox.archiveMany')).toEqual([{ filter: 'finished' }])
    expect(bridge.world.inbox.every((one) => one.archivedAt !== null)).toBe(true)
    expect(await screen.findByRole('heading', { name: 'Nothing new has finished.' })).toBeDefined()
  })

  it('draw only those in view, and the keys reach every one of them', async () => {
    layOut()
    showInbox(inboxWorld(90))
    await item('Title 0')
    const drawn = await items()
    expect(drawn.length).toBeLessThan(30)
    expect(drawn[0]?.getAttribute('data-index')).toBe('0')
    await userEvent.keyboard('j')
    expect(document.activeElement?.textContent).toContain('Title 0')
    await userEvent.keyboard('jj')
    expect(document.activeElement?.textContent).toContain('Title 2')
  })

  it('are read anew when something else changed many at once', async () => {
    const world = inboxWorld(0, 3)
    const bridge = showInbox(world)
    await go('Finished')
    await item('Done 0')
    for (const one of world.inbox.slice(0, 2)) one.archivedAt = 1
    act(() => bridge.emit({ event: 'inbox.changed', data: { waiting: 0, unread: 1, item: null } }))
    await waitFor(async () => expect(await items()).toHaveLength(1))
  })

  it('put away by mistake are put back from the archive', async () => {
    const world = inboxWorld(0)
    tell(world, 0, { archivedAt: 1 })
    const bridge = showInbox(world)
    await go('Archived')
    await userEvent.click(within(await item('Done 0')).getByRole('button', { name: 'Put back' }))
    expect(givenTo(bridge, 'inbox.unarchive')).toEqual([{ id: 'd-0' }])
    expect(await screen.findByRole('heading', { name: 'Nothing archived.' })).toBeDefined()
  })
})
