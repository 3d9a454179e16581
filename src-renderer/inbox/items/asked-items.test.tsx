import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { defaultPolicies } from '../../../src-shared/domain/schedule.ts'
import { answeredQuestion } from '../../dev/answered-question.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { found, store } from '../../dev/row-table.ts'
import { questionRow } from '../../dev/rows.ts'
import { Navigation } from '../../main-window/sidebar/navigation.tsx'
import { ask, inboxWorld, item, noon, showInbox, tell } from '../inbox-world.tsx'
import { InboxScreen } from '../inbox-screen.tsx'

const answers = (bridge: FakeBridge) => givenTo(bridge, 'questions.answer')

/** One item for the same question of three runs. */
function sameWorld() {
  const world = inboxWorld(0)
  ask(world, 0, {}, { sameQuestionIds: ['q-a', 'q-b'], timesAsked: 3, scheduleId: 's-mail' })
  for (const id of ['q-a', 'q-b'])
    world.questions.push(questionRow({ id, deliverTo: 'c', prompt: 'Prompt 0', askedAt: noon }))
  return world
}

describe('a question in the inbox', () => {
  it('shows all that is needed to answer it: who asks, what was done, what comes without an answer', async () => {
    const world = inboxWorld(0)
    const [mail] = world.schedules
    if (!mail) throw new Error('no schedule')
    mail.policies = { ...defaultPolicies, questionDeadline: { afterMs: 1000, then: 'default' } }
    ask(
      world,
      0,
      {
        account: 'Title 0, run of 09:00 · 4 model calls so far\nSo far: Read a.md; <b>List</b> letters',
        byDefault: 'I leave them where they are.',
        deadline: noon + 10 * 365 * 86_400_000,
      },
      { scheduleId: 's-mail' },
    )
    showInbox(world)
    const one = await item('Title 0')
    const account = within(one).getByRole('note', { name: 'The run so far' })
    expect(within(account).getByText('Run of 09:00 · 4 model calls so far')).toBeDefined()
    expect(within(account).getByText('So far: Read a.md; <b>List</b> letters')).toBeDefined()
    expect(within(one).getByText('Prompt 0')).toBeDefined()
    expect(
      within(one).getByText(/^If you do not answer by .* 2036, 12:00: I leave them where they are\.$/),
    ).toBeDefined()
  })

  it('that several runs ask is answered for all of them at once', async () => {
    const bridge = showInbox(sameWorld())
    const one = await item('Title 0')
    expect(within(one).getByText('asked by 3 runs')).toBeDefined()
    const box = within(one).getByRole('checkbox', { name: 'Give this answer to all 3 runs' })
    expect(box.getAttribute('aria-checked')).toBe('true')
    await userEvent.type(within(one).getByRole('textbox'), 'Amber{Enter}')
    expect(answers(bridge)).toMatchObject([{ id: 'q-0', same: true }])
    await within(one).findByText(/^Answered from the inbox at .*: Amber$/)
    expect(bridge.world.questions.every((question) => question.status === 'answered')).toBe(true)
    expect(screen.queryByRole('checkbox', { name: /all/ })).toBeNull()
  })

  it('that several runs ask can be answered for one of them alone', async () => {
    const bridge = showInbox(sameWorld())
    const one = await item('Title 0')
    await userEvent.click(within(one).getByRole('checkbox', { name: /^Give this answer/ }))
    await userEvent.type(within(one).getByRole('textbox'), 'Amber{Enter}')
    expect(answers(bridge)).toEqual([{ id: 'q-0', via: 'inbox', answer: { kind: 'text', text: 'Amber' } }])
    expect(bridge.world.questions.filter((question) => question.status === 'open')).toHaveLength(2)
  })

  it('that another asks too has an empty form of its own when the first is answered', async () => {
    const bridge = showInbox(sameWorld())
    const one = await item('Title 0')
    await userEvent.type(within(one).getByRole('textbox'), 'half')
    const next = found(bridge.world.questions, 'q-a')
    const moved = {
      ...found(bridge.world.inbox, 'i-0'),
      question: next,
      questionId: 'q-a',
      sameQuestionIds: ['q-b'],
    }
    act(() => bridge.emit({ event: 'inbox.changed', data: { waiting: 1, unread: 1, item: moved } }))
    expect(within(one).getByRole('textbox').textContent).toBe('')
    expect(within(one).getByRole('checkbox', { name: 'Give this answer to all 2 runs' })).toBeDefined()
  })

  it('that somebody else answered first says so at once, and gives back what was typed', async () => {
    const bridge = showInbox(inboxWorld(2))
    const one = await item('Title 0')
    const sentence = 'This question was already answered from the tray at 14:02: Meyer'
    bridge.override({
      'questions.answer': ({ id }) => {
        const before = found(bridge.world.questions, id)
        store(bridge.world.questions, answeredQuestion(before, { kind: 'text', text: 'Meyer' }, 'tray'))
        throw new Refusal('conflict', sentence)
      },
    })
    await userEvent.type(within(one).getByRole('textbox'), 'Holzapfel{Enter}')
    expect(await within(one).findByText(sentence)).toBeDefined()
    expect(within(one).getByText('Holzapfel')).toBeDefined()
    expect(within(one).queryByRole('textbox')).toBeNull()
    await waitFor(() => expect(within(one).queryByRole('button', { name: 'Snooze' })).toBeNull())
    expect(givenTo(bridge, 'questions.get')).toEqual([{ id: 'q-0' }])
  })

  it('about a tool call gives back the edited arguments when somebody else was first', async () => {
    const world = inboxWorld(0)
    const confirm = { why: '', diff: null, always: null, sources: [] }
    ask(world, 0, { kind: 'confirm', confirm, tool: { name: 'run_command', input: { command: 'ls' } } })
    const bridge = showInbox(world)
    const one = await item('Title 0')
    await userEvent.click(within(one).getByRole('button', { name: 'Edit before allowing' }))
    await userEvent.type(within(one).getByRole('textbox', { name: 'Arguments' }), ' ')
    const closed = answeredQuestion(
      found(bridge.world.questions, 'q-0'),
      { kind: 'confirm', decision: 'deny' },
      'notification',
    )
    act(() => bridge.emit({ event: 'question.changed', data: closed }))
    expect(within(one).getByText(/^Answered from the notification at/)).toBeDefined()
    expect(within(one).getByText(/"command": "ls"/)).toBeDefined()
    await userEvent.click(within(one).getByRole('button', { name: 'Dismiss' }))
    expect(within(one).queryByText(/"command": "ls"/)).toBeNull()
  })

  it('is sent once by a double click', async () => {
    const bridge = showInbox(inboxWorld(1))
    const one = await item('Title 0')
    await userEvent.type(within(one).getByRole('textbox'), 'yes')
    const button = within(one).getByRole('button', { name: 'Answer' })
    act(() => {
      button.click()
      button.click()
    })
    await within(one).findByText(/^Answered from the inbox/)
    expect(answers(bridge)).toHaveLength(1)
  })

  it('that was withdrawn elsewhere tells the reason in place of its form', async () => {
    const bridge = showInbox(inboxWorld(1))
    const one = await item('Title 0')
    const before = found(bridge.world.questions, 'q-0')
    act(() =>
      bridge.emit({
        event: 'question.changed',
        data: { ...before, status: 'withdrawn', answeredAt: noon, answerText: 'The run was cancelled.' },
      }),
    )
    expect(within(one).getByText(/^Withdrawn .*: The run was cancelled\.$/)).toBeDefined()
    expect(within(one).queryByRole('textbox')).toBeNull()
  })
})

describe('the number beside Inbox', () => {
  it('is that of the main process at all times, and the same in the list', async () => {
    const world = inboxWorld(3)
    tell(world, 0)
    const bridge = renderWithBridge(
      world,
      <>
        <Navigation />
        <InboxScreen />
      </>,
    )
    const link = () => screen.getByRole('link', { name: 'Inbox', description: /waiting for you/ })
    await item('Title 0')
    await waitFor(() => expect(link().textContent).toBe('Inbox3'))
    expect(screen.getByRole('tab', { name: 'Needs you' }).textContent).toContain('3')
    // More than is loaded here.
    act(() => bridge.emit({ event: 'inbox.changed', data: { waiting: 12, unread: 40, item: null } }))
    expect(link().textContent).toBe('Inbox12')
    const first = await item('Title 0')
    await userEvent.click(within(first).getByRole('button', { name: 'Archive' }))
    await waitFor(() => expect(link().textContent).toBe('Inbox2'))
    expect(screen.getByRole('tab', { name: 'Needs you' }).textContent).toContain('2')
  })
})
