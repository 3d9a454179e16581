import fc from 'fast-check'
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

it.each([
  ['the first and the third', 'Red, Blue'],
  ['all', 'Red, Green, Blue'],
  ['red and something bluish', 'red and something bluish'],
  ['none of them', 'none of them'],
])('%j typed as an answer to a choice of several is %j', (text, said) => {
  const several = question({ kind: 'choice', options: ['Red', 'Green', 'Blue'], multiple: true })
  expect(readAnswer({ kind: 'text', text }, several)).toMatchObject({ ok: true, text: said })
})

it('what is pressed is never taken apart, whatever stands in it', () => {
  const several = question({ kind: 'choice', options: ['1', '2', '1 and 2'], multiple: true })
  expect(readAnswer({ kind: 'choice', values: ['1 and 2'] }, several)).toMatchObject({
    answer: { values: ['1 and 2'] },
  })
})

it('a text never allows a call, and is never a secret, whatever it says', () => {
  for (const kind of ['confirm', 'credential'] as const)
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('yes', 'allow', 'Allow once', 'always')), (text) => {
        expect(readAnswer({ kind: 'text', text }, question({ kind })).ok).toBe(false)
        expect(readAnswer({ kind: 'choice', values: [text] }, question({ kind })).ok).toBe(false)
      }),
    )
})

it('whatever is answered to a choice is one of its options or just what was said', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.array(fc.string(), { maxLength: 5 }),
      fc.boolean(),
      (text, options, multiple) => {
        const reading = readAnswer({ kind: 'text', text }, question({ kind: 'choice', options, multiple }))
        if (!reading.ok) {
          expect(text.trim()).toBe('')
          return
        }
        const values = reading.answer.kind === 'choice' ? reading.answer.values : []
        const isSaid = values.length === 1 && values[0] === text.trim()
        expect(isSaid || values.every((value) => options.includes(value))).toBe(true)
      },
    ),
  )
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
