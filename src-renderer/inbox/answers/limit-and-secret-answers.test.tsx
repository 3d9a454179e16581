import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Question } from '../../../src-shared/domain/question.ts'
import { noUsage } from '../../../src-shared/domain/usage.ts'
import type { FakeBridge, FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { questionRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { questionStore } from '../../stores/question-store.ts'
import { useAnswerDrafts } from './answer-drafts.ts'
import { QuestionForm } from './question-form.tsx'

function Live({ first }: { readonly first: Question }) {
  const question = questionStore.use((state) => state.byId.get('q')) ?? first
  return <QuestionForm question={question} via="inbox" />
}

function ask(fields: Partial<Question>, routes: FakeRoutes = {}, storage?: 'memory' | 'none'): FakeBridge {
  const question = questionRow({ id: 'q', deliverTo: 'c', ...fields })
  const world = emptyWorld()
  world.questions = [question]
  if (storage) world.keyStorage = storage
  return renderWithBridge(world, <Live first={question} />, routes)
}

const budget: Partial<Question> = {
  kind: 'budget',
  runId: 'r',
  budget: {
    limit: 'costMicroUsd',
    ceiling: 500_000,
    used: 520_000,
    more: 500_000,
    usage: { ...noUsage, inputTokens: 1000, steps: 4, costMicroUsd: 520_000 },
    activeMs: 5000,
    unpricedTokens: 700,
  },
}
const secret: Partial<Question> = {
  kind: 'credential',
  secret: { name: 'GITHUB_TOKEN', purpose: 'To read the issues\u202e.' },
}
const field = () => screen.getByLabelText<HTMLInputElement>('Your answer')
const button = (name: string) => screen.getByRole('button', { name })

describe('a reached limit', () => {
  it('is shown with what was used, what more would be and what the money leaves out', async () => {
    const bridge = ask(budget)
    const meter = screen.getByRole('meter', { name: 'Money of this run' })
    expect(meter.getAttribute('aria-valuetext')).toBe('$0.52 of $0.50')
    // The bar goes from nothing to what "Go on" would reach.
    expect(meter.getAttribute('aria-valuenow')).toBe('51')
    expect(screen.getByText('$0.52 of $0.50')).toBeDefined()
    expect(screen.getByText('“Go on” adds $0.50 more, then it asks again')).toBeDefined()
    expect(screen.getByText(/^Tokens of this run: 1k in\. Working time: 5\.0 s\./)).toBeDefined()
    expect(screen.getByText(/leaves out 700 tokens of a model without a price/)).toBeDefined()
    await userEvent.click(button('Go on'))
    expect(givenTo(bridge, 'questions.answer')).toEqual([
      { id: 'q', via: 'inbox', answer: { kind: 'budget', decision: 'continue' } },
    ])
  })

  it('that one more call would pass is drawn from what is used', () => {
    const { budget: known } = budget
    if (!known) throw new Error('no budget')
    ask({ ...budget, budget: { ...known, used: 400_000 } })
    const meter = screen.getByRole('meter', { name: 'Money of this run' })
    // 0.40 of the 0.90 up to which "Go on" goes.
    expect(meter.getAttribute('aria-valuenow')).toBe('44')
  })

  it('takes one of the two answers only', async () => {
    const bridge = ask(budget, { 'questions.answer': () => new Promise(() => {}) })
    await userEvent.click(button('Stop'))
    await userEvent.click(button('Stop'))
    await userEvent.click(button('Go on'))
    expect(givenTo(bridge, 'questions.answer')).toHaveLength(1)
    expect((button('Go on') as HTMLButtonElement).disabled).toBe(true)
  })
})

describe('a secret that is asked for', () => {
  it('is named with its purpose, which cannot hide anything, and with where it goes', () => {
    ask(secret)
    expect(screen.getByText('GITHUB_TOKEN')).toBeDefined()
    expect(screen.getByText('To read the issues⟨U+202E⟩.')).toBeDefined()
    expect(screen.getByText(/It goes to the vault of this computer, your system’s keyring/)).toBeDefined()
    expect(field().type).toBe('password')
    expect(field().autocomplete).toBe('off')
  })

  it('is not named twice where the question says it all', () => {
    ask({ ...secret, prompt: `The secret GITHUB_TOKEN: ${secret.secret?.purpose ?? ''}` })
    expect(screen.queryByText('GITHUB_TOKEN')).toBeNull()
    expect(field().placeholder).toBe('Paste or type GITHUB_TOKEN')
  })

  it('is shown only while the user looks', async () => {
    ask(secret)
    await userEvent.type(field(), 'hush')
    await userEvent.click(button('Show what is typed'))
    expect(field().type).toBe('text')
    await userEvent.click(button('Hide what is typed'))
    expect(field().type).toBe('password')
    expect(field().value).toBe('hush')
  })

  it('stays typed when the vault refuses it, and is given with the next try; no draft ever has it', async () => {
    const bridge = ask(secret, {
      'questions.answer': () => {
        throw new Refusal('unavailable', 'This system has no keyring. Choose in Settings, Models.')
      },
    })
    await userEvent.type(field(), 'hush-hush{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('no keyring')
    expect(field().value).toBe('hush-hush')
    expect(useAnswerDrafts.getState().size).toBe(0)
    await userEvent.click(button('Answer'))
    expect(givenTo(bridge, 'questions.answer')).toEqual(
      [1, 2].map(() => ({ id: 'q', via: 'inbox', answer: { kind: 'credential', value: 'hush-hush' } })),
    )
  })

  it('is nowhere in the window once it was given', async () => {
    ask(secret)
    await userEvent.type(field(), 'hush-hush{Enter}')
    await waitFor(() => expect(screen.queryByLabelText('Your answer')).toBeNull())
    expect(document.documentElement.innerHTML).not.toContain('hush-hush')
    expect(JSON.stringify([...questionStore.use.getState().byId.values()])).not.toContain('hush-hush')
  })

  it('says where there is no keyring what becomes of it', async () => {
    const memory = ask(secret, {}, 'memory')
    expect(await screen.findByText(/the vault keeps it in memory, until Dormouse quits/)).toBeDefined()
    expect(givenTo(memory, 'app.showSettings')).toEqual([])
  })

  it('leads to the choice where nothing may be kept', async () => {
    const bridge = ask(secret, {}, 'none')
    await userEvent.click(await screen.findByRole('button', { name: 'Open Settings, Models' }))
    expect(givenTo(bridge, 'app.showSettings')).toEqual([{ tab: 'Models' }])
  })
})
