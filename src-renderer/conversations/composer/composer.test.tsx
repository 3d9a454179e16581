import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Question } from '../../../src-shared/domain/question.ts'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { conversationRow, questionRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { now } from '../../platform/now.ts'
import { Composer } from './composer.tsx'
import { useDrafts, watchQuestions } from './composer-store.ts'

let bridge: FakeBridge
let stop = (): void => undefined
beforeEach(() => useDrafts.setState(new Map(), true))
afterEach(() => stop())

const ask = (id: string, row: Partial<Question> = {}): Question =>
  questionRow({ id, deliverTo: 'c', prompt: `${id}?`, ...row })

function open(questions: readonly Question[], routes: FakeRoutes = {}): void {
  const world = emptyWorld()
  world.conversations = [conversationRow({ id: 'c' })]
  world.questions = [...questions]
  bridge = renderWithBridge(world, <Composer conversationId="c" />, routes)
  stop = watchQuestions()
}
const message = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Message' })
const sent = () => givenTo(bridge, 'conversations.send')
const answered = () => givenTo(bridge, 'questions.answer')
const close = (question: Question, row: Partial<Question>): void =>
  act(() =>
    bridge.emit({
      event: 'question.changed',
      data: { ...question, status: 'answered', answeredAt: now(), answeredVia: 'inbox', ...row },
    }),
  )

describe('several open questions are a list to pick from', () => {
  const three = [ask('first', { askedAt: 1 }), ask('second', { askedAt: 2 }), ask('third', { askedAt: 3 })]

  it.each([
    ['a number', '2', 'second'],
    ['the arrow keys', '{ArrowDown}{ArrowDown}{Enter}', 'third'],
    ['the arrow keys around the end', '{ArrowUp}{Enter}', 'third'],
  ])('with the keyboard by %s, after the key that leads there', async (_way, keys, picked) => {
    open(three)
    await screen.findByText('3 questions are open')
    await userEvent.click(await message())
    await userEvent.keyboard(`{ArrowUp}${keys}`)
    expect(await screen.findByText(`Answering: ${picked}?`)).toBeDefined()
    expect(document.activeElement).toBe(await message())
    await userEvent.keyboard('amber{Enter}')
    expect(sent()).toMatchObject([{ text: 'amber', answers: picked }])
  })

  it('Escape leaves the list for an ordinary message, and the same key comes back to picking', async () => {
    open(three)
    await screen.findByText('3 questions are open')
    await userEvent.click(await message())
    await userEvent.keyboard('{ArrowUp}1')
    expect(await screen.findByText('Answering: first?')).toBeDefined()
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByText('Answering: first?')).toBeNull()
    await userEvent.keyboard('{ArrowUp}{Escape}')
    expect(document.activeElement).toBe(await message())
    await userEvent.keyboard('{ArrowUp}3')
    expect(await screen.findByText('Answering: third?')).toBeDefined()
    // Another one, without an Escape in between.
    await userEvent.keyboard('{ArrowUp}1')
    expect(await screen.findByText('Answering: first?')).toBeDefined()
  })

  it('a number that is typed into the message is never a pick, nor an answer', async () => {
    open(three)
    await screen.findByText('3 questions are open')
    await userEvent.type(await message(), '2{Enter}')
    expect(sent()).toMatchObject([{ text: '2' }])
    expect(sent()[0]).not.toHaveProperty('answers')
  })

  it('with very many, the first ones are to pick from and the Inbox has the rest', async () => {
    open(Array.from({ length: 500 }, (_, i) => ask(`q${String(i).padStart(3, '0')}`, { askedAt: i })))
    expect(await screen.findByText('500 questions are open')).toBeDefined()
    expect(within(screen.getByRole('list', { name: 'Open questions' })).getAllByRole('button')).toHaveLength(
      30,
    )
    expect(screen.getByRole('button', { name: '470 more in the Inbox' })).toBeDefined()
  })
})

describe('a choice', () => {
  const colours = ask('colour', { kind: 'choice', options: ['Red', 'Green', 'Blue'] })

  it.each(['2', 'the second', 'second one', 'option 2', 'GREEN', '“Green”.'])(
    'understands %j as its second option',
    async (text) => {
      open([colours])
      await screen.findByText('Answering: colour?')
      await userEvent.type(await message(), `${text}{Enter}`)
      expect(sent()).toMatchObject([{ text: 'Green', answers: 'colour' }])
    },
  )

  it('takes something else as it was typed', async () => {
    open([colours])
    await screen.findByText('Answering: colour?')
    await userEvent.type(await message(), 'greenish, but lighter{Enter}')
    expect(sent()).toMatchObject([{ text: 'greenish, but lighter', answers: 'colour' }])
  })

  it('of several shows in its buttons what is written, and a press writes it', async () => {
    open([{ ...colours, multiple: true }])
    const options = await screen.findByRole('group', { name: 'Options' })
    const button = (name: string) => within(options).getByRole('button', { name })
    await userEvent.type(await message(), 'the first and blue')
    expect(button('Red').getAttribute('aria-pressed')).toBe('true')
    expect(button('Green').getAttribute('aria-pressed')).toBe('false')
    await userEvent.click(button('Green'))
    await userEvent.click(button('Red'))
    expect((await message()).value).toBe('2, 3')
    expect(sent()).toEqual([])
    await userEvent.type(await message(), '{Enter}')
    expect(sent()).toMatchObject([{ text: 'Green, Blue', answers: 'colour' }])
  })
})

describe('a permission', () => {
  const confirm = ask('run', { kind: 'confirm', confirm: { why: '', diff: null, always: null, sources: [] } })

  it.each(['yes', 'ok', '1', 'always allow', 'allow me to think'])(
    'is not given by %j: it says which words are',
    async (text) => {
      open([confirm])
      await screen.findByText('Answering: run?')
      await userEvent.type(await message(), `${text}{Enter}`)
      expect(await screen.findByText(/^Say one of: Allow once, Deny\./)).toBeDefined()
      expect([...sent(), ...answered()]).toEqual([])
      expect((await message()).value).toBe(text)
    },
  )

  it('is refused with a note', async () => {
    open([confirm])
    await screen.findByText('Answering: run?')
    await userEvent.type(await message(), 'deny: use the other file{Enter}')
    expect(answered()).toMatchObject([
      { id: 'run', answer: { kind: 'confirm', decision: 'deny', note: 'use the other file' } },
    ])
  })
})

describe('a secret', () => {
  const secret = ask('token', { kind: 'credential', secret: { name: 'TOKEN', purpose: '' } })

  it('has a field of its own in the place of the message, and is never sent as text', async () => {
    open([secret])
    const field = await screen.findByLabelText<HTMLInputElement>('Your answer')
    expect(field.type).toBe('password')
    expect(screen.queryByRole('textbox', { name: 'Message' })).toBeNull()
    await userEvent.type(field, 'hunter2{Enter}')
    expect(answered()).toMatchObject([{ id: 'token', answer: { kind: 'credential', value: 'hunter2' } }])
    expect(sent()).toEqual([])
    expect(JSON.stringify(localStorage.getItem('drafts'))).not.toContain('hunter2')
    expect(await message()).toBeDefined()
  })

  it('is set aside with Escape, and comes back with the key that picks', async () => {
    open([secret])
    await userEvent.type(await screen.findByLabelText('Your answer'), '{Escape}')
    await userEvent.type(await message(), 'later{Enter}')
    expect(sent()).toMatchObject([{ text: 'later' }])
    await userEvent.keyboard('{ArrowUp}1')
    expect(document.activeElement).toBe(await screen.findByLabelText('Your answer'))
  })

  it('among several questions keeps what was being written, and nothing of the secret', async () => {
    open([secret, ask('other', { askedAt: 1 })])
    await screen.findByText('2 questions are open')
    await userEvent.type(await message(), 'half a thought')
    await userEvent.click(screen.getByRole('button', { name: /^token\?/ }))
    await userEvent.type(await screen.findByLabelText('Your answer'), 'hunter2{Escape}')
    expect((await message()).value).toBe('half a thought')
  })
})

describe('a question that is closed elsewhere while its answer is written', () => {
  it('says how, keeps the words as a message, and does not give them to the next question', async () => {
    const first = ask('first')
    open([first])
    await screen.findByText('Answering: first?')
    await userEvent.type(await message(), 'the blue one')
    act(() => bridge.emit({ event: 'question.changed', data: ask('second') }))
    // The words go on being the answer to the first.
    expect(screen.getByText('Answering: first?')).toBeDefined()
    close(first, { answerText: 'amber' })
    expect(await screen.findByText(/^Answered from the inbox at \d\d:\d\d: amber$/)).toBeDefined()
    expect(screen.queryByText(/^Answering:/)).toBeNull()
    expect((await message()).value).toBe('the blue one')
    await userEvent.type(await message(), '{Enter}')
    expect(sent()).toMatchObject([{ text: 'the blue one' }])
    expect(sent()[0]).not.toHaveProperty('answers')
    expect(screen.queryByText(/^Answered from/)).toBeNull()
  })

  it('says why it was withdrawn, until that is dismissed', async () => {
    const first = ask('first')
    open([first])
    await screen.findByText('Answering: first?')
    await userEvent.type(await message(), 'the blue one')
    close(first, { status: 'withdrawn', answeredVia: 'dormouse', answerText: 'a newer run took its place' })
    expect(await screen.findByText(/^Withdrawn at .*: a newer run took its place\.$/)).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }))
    expect(screen.queryByText(/^Withdrawn/)).toBeNull()
    expect((await message()).value).toBe('the blue one')
  })

  it('says nothing above an empty field, where nothing could be lost', async () => {
    const first = ask('first')
    open([first])
    await screen.findByText('Answering: first?')
    close(first, { answerText: 'amber' })
    await waitFor(() => expect(screen.queryByText('Answering: first?')).toBeNull())
    expect(screen.queryByText(/^Answered from/)).toBeNull()
  })

  it('keeps the note of a decision that came too late', async () => {
    const permission = ask('run', { kind: 'confirm' })
    open([permission], {
      'questions.answer': () => {
        throw new Refusal('conflict', 'This question was already answered from the inbox at 14:02: Denied')
      },
    })
    await screen.findByText('Answering: run?')
    await userEvent.type(await message(), 'deny: use the other{Enter}')
    expect(await screen.findByText(/already answered from the inbox at 14:02/)).toBeDefined()
    expect((await message()).value).toBe('deny: use the other')
  })
})
