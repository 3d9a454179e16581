import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answeredQuestion } from '../dev/answered-question.ts'
import type { FakeBridge } from '../dev/fake-bridge.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { inboxRow, questionRow } from '../dev/rows.ts'
import { emptyWorld, type World } from '../dev/world.ts'
import { goTo, usePlace } from '../main-window/place-store.ts'
import { InboxScreen } from './inbox-screen.tsx'
import { layOut } from './inbox-world.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()

/** An inbox with `count` open questions, q-0 the newest, and a result of the day before. */
function worldWith(count: number): World {
  const world = emptyWorld()
  for (let index = 0; index < count; index++) {
    const question = questionRow({
      id: `q-${index}`,
      deliverTo: 'c',
      prompt: `Prompt ${index}`,
      askedAt: noon - index * 1000,
    })
    world.questions.push(question)
    world.inbox.push(
      inboxRow({
        id: `i-${index}`,
        kind: 'question',
        title: `Title ${index}`,
        body: question.prompt,
        at: question.askedAt,
        question,
        runId: 'r',
      }),
    )
  }
  world.inbox.push(
    inboxRow({
      id: 'i-result',
      kind: 'result',
      title: 'Digest',
      body: 'All **green**.',
      at: noon - 86_400_000,
      conversationId: 'c-digest',
      runId: 'r-digest',
    }),
  )
  return world
}

const open = (count: number): FakeBridge => renderWithBridge(worldWith(count), <InboxScreen />)
const items = async () => within(await screen.findByRole('list', { name: 'Inbox' })).getAllByRole('listitem')
const item = async (title: string) => screen.findByRole('listitem', { name: new RegExp(`^${title}`) })

afterEach(() => vi.restoreAllMocks())

describe('the inbox', () => {
  it('has the names that the contract fixes', async () => {
    open(1)
    const only = await item('Title 0')
    for (const name of ['Answer', 'Archive', 'Snooze']) {
      expect(within(only).getByRole('button', { name })).toBeDefined()
    }
    expect(within(only).getByRole('textbox', { name: 'Your answer' })).toBeDefined()
  })

  it('keeps what was just answered in sight, with its answer, and counts it no more', async () => {
    open(2)
    const first = await item('Title 0')
    expect(screen.getByRole('tab', { name: 'Needs you' }).textContent).toContain('2')
    await userEvent.type(within(first).getByRole('textbox'), 'yes{Enter}')
    expect(await within(first).findByText(/^Answered from the inbox at \d\d:\d\d: yes$/)).toBeDefined()
    expect(screen.getByRole('tab', { name: 'Needs you' }).textContent).toContain('1')
    expect(await items()).toHaveLength(2)
    expect(document.activeElement).toBe(first)
  })

  it('shows an answer from elsewhere in place of the form, and does not swallow what was typed', async () => {
    const bridge = open(1)
    const first = await item('Title 0')
    await userEvent.type(within(first).getByRole('textbox'), 'half a th')
    const [question] = bridge.world.questions
    const [row] = bridge.world.inbox
    if (!question || !row) throw new Error('no question')
    const answered = answeredQuestion(question, { kind: 'text', text: 'Meyer' }, 'command line')
    row.question = answered
    act(() => bridge.emit({ event: 'question.changed', data: answered }))
    expect(await within(first).findByText(/^Answered from the command line .*: Meyer$/)).toBeDefined()
    expect(within(first).queryByRole('textbox')).toBeNull()
    expect(within(first).getByText('half a th')).toBeDefined()
  })

  it('goes to the question that a notification asks for, however far down it is, and puts the cursor into it', async () => {
    layOut()
    open(120)
    await screen.findByText('Prompt 0')
    act(() => goTo({ screen: 'inbox', questionId: 'q-110' }))
    await screen.findByText('Prompt 110', {}, { timeout: 10_000 })
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Your answer'))
    expect(document.activeElement?.closest('li')?.textContent).toContain('Title 110')
    expect(usePlace.getState().questionId).toBeNull()
  })

  it('finds an archived question that is asked for', async () => {
    const world = worldWith(1)
    const [first] = world.inbox
    if (first) first.archivedAt = noon
    renderWithBridge(world, <InboxScreen />)
    await screen.findByRole('heading', { name: 'Nothing needs you.' })
    act(() => goTo({ screen: 'inbox', questionId: 'q-0' }))
    expect(await item('Title 0')).toBeDefined()
    expect(screen.getByRole('tab', { name: 'Archived' }).getAttribute('aria-selected')).toBe('true')
  })

  it('is worked with the keys: j and k move, Enter goes to the answer, Escape comes back, e archives', async () => {
    const bridge = open(3)
    const [one, two, three] = await items()
    await userEvent.keyboard('j')
    expect(document.activeElement).toBe(one)
    await userEvent.keyboard('j{ArrowDown}k')
    expect(document.activeElement).toBe(two)
    await userEvent.keyboard('{Enter}')
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Your answer')
    await userEvent.keyboard('eek{Escape}')
    expect(document.activeElement).toBe(two)
    expect(givenTo(bridge, 'inbox.archive')).toEqual([])
    await userEvent.keyboard('e')
    expect(givenTo(bridge, 'inbox.archive')).toEqual([{ id: 'i-1' }])
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /^Title 1/ })).toBeNull())
    expect(document.activeElement).toBe(three)
  })

  it('opens a result in its conversation and marks it read', async () => {
    const bridge = open(0)
    await userEvent.click(await screen.findByRole('tab', { name: 'Finished' }))
    const result = await item('Digest')
    expect(within(result).getByText('Unread')).toBeDefined()
    await userEvent.click(within(result).getByRole('button', { name: 'Open' }))
    expect(givenTo(bridge, 'inbox.markRead')).toContainEqual({ id: 'i-result' })
    expect(usePlace.getState().screen).toBe('conversations')
    await waitFor(() => expect(within(result).queryByText('Unread')).toBeNull())
  })

  it('snoozes until a time that it names', async () => {
    const bridge = open(1)
    await userEvent.click(within(await item('Title 0')).getByRole('button', { name: 'Snooze' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: /^1 hour/ }))
    expect(givenTo(bridge, 'inbox.snooze')).toMatchObject([{ id: 'i-0' }])
    expect(await screen.findByRole('heading', { name: 'Nothing needs you.' })).toBeDefined()
  })
})
