import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../src-shared/domain/question.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { questionRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { questionStore } from '../../stores/question-store.ts'
import { useAnswerDrafts } from './answer-drafts.ts'
import { QuestionForm } from './question-form.tsx'

function Live({ id, first }: { readonly id: string; readonly first: Question }) {
  const question = questionStore.use((state) => state.byId.get(id)) ?? first
  return <QuestionForm question={question} via="inbox" />
}

function ask(fields: Partial<Question>): FakeBridge {
  const question = questionRow({ id: 'q', deliverTo: 'c', ...fields })
  const world = emptyWorld()
  world.questions = [question]
  return renderWithBridge(world, <Live id="q" first={question} />)
}

const answers = (bridge: FakeBridge) => givenTo(bridge, 'questions.answer')
const button = (name: string) => screen.getByRole('button', { name })
const field = () => screen.getByLabelText('Your answer')

describe('a question in words', () => {
  it('is answered with Enter or the button, and says at once by whom and how', async () => {
    const bridge = ask({ kind: 'question' })
    expect((button('Answer') as HTMLButtonElement).disabled).toBe(true)
    await userEvent.type(screen.getByRole('textbox', { name: 'Your answer' }), ' Holzapfel {Enter}')
    expect(answers(bridge)).toEqual([{ id: 'q', via: 'inbox', answer: { kind: 'text', text: 'Holzapfel' } }])
    expect(await screen.findByText(/^Answered from the inbox at \d\d:\d\d: Holzapfel$/)).toBeDefined()
  })

  it('breaks the line with Shift and Enter', async () => {
    const bridge = ask({ kind: 'question' })
    await userEvent.type(field(), 'one{Shift>}{Enter}{/Shift}two')
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toMatchObject([{ answer: { text: 'one\ntwo' } }])
  })

  it('says who was faster in the words of the refusal, and gives back what was typed', async () => {
    const bridge = ask({ kind: 'question' })
    bridge.override({
      'questions.answer': () => {
        throw new Refusal('conflict', 'This question was already answered from the command line: Meyer')
      },
    })
    await userEvent.type(field(), 'Holzapfel{Enter}')
    expect(await screen.findByText(/already answered from the command line: Meyer/)).toBeDefined()
    expect(screen.getByText('Holzapfel')).toBeDefined()
    expect(screen.queryByRole('button', { name: 'Answer' })).toBeNull()
  })

  it('keeps the text when the answer could not be sent, and can send it again', async () => {
    const bridge = ask({ kind: 'question' })
    bridge.override({
      'questions.answer': () => {
        throw new Refusal('unavailable', 'The disk is full. Free some space.')
      },
    })
    await userEvent.type(field(), 'Holzapfel{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('Free some space')
    expect((field() as HTMLTextAreaElement).value).toBe('Holzapfel')
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toHaveLength(2)
  })

  it('is sent once, however often the button is pressed', async () => {
    const bridge = ask({ kind: 'question' })
    bridge.override({ 'questions.answer': () => new Promise(() => {}) })
    await userEvent.type(field(), 'yes{Enter}{Enter}')
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toHaveLength(1)
  })
})

describe('a choice', () => {
  const options = ['24 November', '25 November']

  it('takes one option, by press or by its number', async () => {
    const bridge = ask({ kind: 'choice', options })
    await userEvent.click(screen.getByRole('radio', { name: '24 November' }))
    await userEvent.keyboard('2')
    expect(screen.getByRole('radio', { name: '25 November' }).getAttribute('aria-checked')).toBe('true')
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toMatchObject([{ answer: { kind: 'choice', values: ['25 November'] } }])
  })

  it('takes something else in words instead of an option', async () => {
    const bridge = ask({ kind: 'choice', options })
    await userEvent.click(screen.getByRole('radio', { name: '24 November' }))
    await userEvent.type(field(), '26 November')
    expect(screen.getByRole('radio', { name: '24 November' }).getAttribute('aria-checked')).toBe('false')
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toMatchObject([{ answer: { kind: 'choice', values: ['26 November'] } }])
  })

  it('takes several where several may be chosen, and something else as well', async () => {
    const bridge = ask({ kind: 'choice', options, multiple: true })
    await userEvent.click(screen.getByRole('checkbox', { name: '24 November' }))
    await userEvent.click(screen.getByRole('checkbox', { name: '25 November' }))
    await userEvent.click(screen.getByRole('checkbox', { name: '24 November' }))
    await userEvent.type(field(), 'a third day')
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toMatchObject([{ answer: { values: ['25 November', 'a third day'] } }])
  })

  it('moves among its options with the arrow keys', async () => {
    ask({ kind: 'choice', options })
    screen.getByRole('radio', { name: '24 November' }).focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: '25 November' }))
  })
})

describe('a credential', () => {
  it('is typed unseen, says where it goes, and is kept nowhere in the window', async () => {
    const bridge = ask({ kind: 'credential' })
    expect(field().getAttribute('type')).toBe('password')
    expect(screen.getByText(/the model never sees it/i)).toBeDefined()
    await userEvent.type(field(), 's3cret')
    expect(useAnswerDrafts.getState().size).toBe(0)
    await userEvent.click(button('Answer'))
    expect(answers(bridge)).toMatchObject([{ answer: { kind: 'credential', value: 's3cret' } }])
    expect(document.body.textContent).not.toContain('s3cret')
  })
})

describe('a reached limit', () => {
  it.each([
    ['Go on', 'continue'],
    ['Stop', 'stop'],
  ])('%s', async (name, decision) => {
    const bridge = ask({ kind: 'budget' })
    await userEvent.click(button(name))
    expect(answers(bridge)).toMatchObject([{ answer: { kind: 'budget', decision } }])
  })
})
