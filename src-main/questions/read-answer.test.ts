import { expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import { readAnswer } from './read-answer.ts'

const question = (part: Partial<Question>): Question => ({
  id: 'q',
  runId: null,
  turnId: 't',
  conversationId: 'c',
  deliverTo: 'c',
  kind: 'question',
  prompt: '?',
  account: '',
  status: 'open',
  askedAt: 0,
  deadline: null,
  answeredAt: null,
  answeredVia: null,
  answerText: null,
  ...part,
})
const colours = question({ kind: 'choice', options: ['Red', 'Green'] })

it('"2" in a picked choice is its second option, and so are its words in any case', () => {
  expect(readAnswer({ kind: 'text', text: ' 2 ' }, colours)).toMatchObject({ text: 'Green' })
  expect(readAnswer({ kind: 'choice', values: ['green'] }, colours)).toMatchObject({
    answer: { kind: 'choice', values: ['Green'] },
  })
})

it('something else than the options is an answer too', () => {
  expect(readAnswer({ kind: 'text', text: 'Purple' }, colours)).toMatchObject({ ok: true, text: 'Purple' })
})

it('one choice takes one option, several take several, each once', () => {
  expect(readAnswer({ kind: 'choice', values: ['Red', 'Green'] }, colours)).toMatchObject({ ok: false })
  const several = question({ kind: 'choice', options: ['Red', 'Green'], multiple: true })
  expect(readAnswer({ kind: 'choice', values: ['1', 'red', 'Green'] }, several)).toMatchObject({
    text: 'Red, Green',
  })
})

it('an answer of the wrong kind is refused with what is wanted', () => {
  expect(readAnswer({ kind: 'confirm', decision: 'allow' }, colours)).toMatchObject({ ok: false })
  expect(readAnswer({ kind: 'text', text: 'yes' }, question({ kind: 'confirm' }))).toMatchObject({
    ok: false,
  })
  expect(readAnswer({ kind: 'text', text: 'secret' }, question({ kind: 'credential' }))).toMatchObject({
    ok: false,
  })
  expect(readAnswer({ kind: 'text', text: 'perhaps' }, question({ kind: 'budget' }))).toMatchObject({
    ok: false,
  })
})

it("a credential's value is never said back", () => {
  const reading = readAnswer({ kind: 'credential', value: 'hunter2' }, question({ kind: 'credential' }))
  expect(reading).toMatchObject({ ok: true, text: 'Given' })
})
