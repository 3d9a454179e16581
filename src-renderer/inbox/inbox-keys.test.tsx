import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { givenTo } from '../dev/render-with-bridge.tsx'
import { ask, inboxWorld, item, items, list, showInbox, tab } from './inbox-world.tsx'

const press = (keys: string) => userEvent.keyboard(keys)

describe('the keys of the inbox', () => {
  it('choose an option of the focused question by its number, and Enter sends it', async () => {
    const world = inboxWorld(0)
    ask(world, 0, { kind: 'choice', options: ['Red', 'Amber', 'Green'] })
    const bridge = showInbox(world)
    await item('Title 0')
    await press('j2')
    expect(screen.getByRole('radio', { name: 'Amber' }).getAttribute('aria-checked')).toBe('true')
    await press('{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toEqual([
      { id: 'q-0', via: 'inbox', answer: { kind: 'choice', values: ['Amber'] } },
    ])
  })

  it('choose several where several may be chosen, and take back what is pressed again', async () => {
    const world = inboxWorld(0)
    ask(world, 0, { kind: 'choice', multiple: true, options: ['Red', 'Amber', 'Green'] })
    const bridge = showInbox(world)
    await item('Title 0')
    await press('j1{Escape}2{Escape}3{Escape}2{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toMatchObject([{ answer: { values: ['Red', 'Green'] } }])
  })

  it('never decide about a tool call at once: the number goes to the button, Enter presses it', async () => {
    const world = inboxWorld(0)
    const confirm = { why: '', diff: null, always: 'Run `npm test`', sources: [] }
    ask(world, 0, { kind: 'confirm', confirm, tool: { name: 'run_command', input: {} } })
    const bridge = showInbox(world)
    await item('Title 0')
    await press('j3')
    expect(document.activeElement?.textContent).toBe('Deny')
    expect(givenTo(bridge, 'questions.answer')).toEqual([])
    await press('{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toMatchObject([{ answer: { decision: 'deny' } }])
  })

  it('reach both answers to a limit, and decide about none of them at once', async () => {
    const world = inboxWorld(0)
    ask(world, 0, { kind: 'budget' })
    const bridge = showInbox(world)
    await item('Title 0')
    await press('j1')
    expect(document.activeElement?.textContent).toBe('Go on')
    await press('{Escape}2')
    expect(document.activeElement?.textContent).toBe('Stop')
    expect(givenTo(bridge, 'questions.answer')).toEqual([])
    await press('{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toMatchObject([
      { answer: { kind: 'budget', decision: 'stop' } },
    ])
  })

  it('u marks unread and read, and what was marked unread stays so while it has the focus', async () => {
    const bridge = showInbox(inboxWorld(0, 2))
    await userEvent.click(await screen.findByRole('tab', { name: 'Finished' }))
    const first = await item('Done 0')
    const isUnread = () => within(first).queryByText('Unread') !== null
    first.focus()
    await waitFor(() => expect(isUnread()).toBe(false))
    await press('u')
    await waitFor(() => expect(isUnread()).toBe(true))
    within(first).getByRole('button', { name: 'Archive' }).focus()
    expect(isUnread()).toBe(true)
    await press('u')
    await waitFor(() => expect(isUnread()).toBe(false))
    expect(givenTo(bridge, 'inbox.markUnread')).toEqual([{ id: 'd-0' }])
  })

  it('s opens the times to snooze until', async () => {
    const bridge = showInbox(inboxWorld(2))
    await item('Title 0')
    await press('js')
    await userEvent.click(await screen.findByRole('menuitem', { name: /^1 hour/ }))
    expect(givenTo(bridge, 'inbox.snooze')).toMatchObject([{ id: 'i-0' }])
  })

  it('x selects, e archives all that is selected, Escape takes the selection back', async () => {
    const bridge = showInbox(inboxWorld(0, 4))
    await userEvent.click(await screen.findByRole('tab', { name: 'Finished' }))
    await item('Done 0')
    await press('jx')
    expect(screen.getByText('1 selected')).toBeDefined()
    await press('{Escape}')
    expect(screen.queryByText('1 selected')).toBeNull()
    await press('xjjx')
    expect(screen.getByText('2 selected')).toBeDefined()
    await press('e')
    expect(givenTo(bridge, 'inbox.archiveMany')).toEqual([{ ids: ['d-0', 'd-2'] }])
    await waitFor(async () => expect(await items()).toHaveLength(2))
  })

  it('z takes the last archiving back', async () => {
    const bridge = showInbox(inboxWorld(2))
    await item('Title 0')
    await press('je')
    await waitFor(() => expect(screen.queryByText('Prompt 0')).toBeNull())
    await press('z')
    expect(givenTo(bridge, 'inbox.unarchive')).toEqual([{ id: 'i-0' }])
    expect(await item('Title 0')).toBeDefined()
  })

  it('/ goes to the search; Escape empties it, then leaves it', async () => {
    showInbox(inboxWorld(2))
    await item('Title 0')
    await press('j/')
    const field = screen.getByRole('textbox', { name: 'Search the inbox' })
    expect(document.activeElement).toBe(field)
    await press('jexu')
    expect((field as HTMLInputElement).value).toBe('jexu')
    await press('{Escape}')
    expect((field as HTMLInputElement).value).toBe('')
    expect(document.activeElement).toBe(field)
    await press('{Escape}')
    expect(document.activeElement).toBe(document.body)
  })

  it('are listed where a button or ? asks for them', async () => {
    showInbox(inboxWorld(1))
    await item('Title 0')
    await userEvent.click(screen.getByRole('button', { name: 'Keyboard shortcuts' }))
    const dialog = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    for (const words of ['Archive', 'Snooze', 'Select', 'Mark read or unread', 'Answer or open'])
      expect(within(dialog).getByText(words)).toBeDefined()
  })

  it('are never needed: Tab reaches every action of the item that has it', async () => {
    showInbox(inboxWorld(2))
    const first = await item('Title 0')
    first.focus()
    const reached: string[] = []
    for (let tabs = 0; tabs < 9; tabs++) {
      await userEvent.tab()
      if (!first.contains(document.activeElement)) break
      const { activeElement } = document
      reached.push(activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '')
    }
    for (const name of ['Select “Title 0”', 'Snooze', 'Archive', 'More', 'Your answer'])
      expect(reached).toContain(name)
    expect(within(await list()).getAllByRole('listitem')).toHaveLength(2)
    expect(tab('Needs you').getAttribute('aria-selected')).toBe('true')
  })
})
