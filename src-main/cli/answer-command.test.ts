import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import { type FakeApplication, Refusal, startFakeApplication } from './testing/fake-application.ts'
import { sampleQuestion } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
})
afterEach(() => app.close())

function callsTo(route: string): unknown[] {
  return app.calls.filter((call) => call.route === route).map((call) => call.input)
}

function ask(change: Partial<Question>): void {
  app.answers.set('questions.list', [sampleQuestion(change), sampleQuestion({ id: 'question_zzz' })])
  app.answers.set('questions.answer', sampleQuestion({ status: 'answered' }))
}
const options = ['Red', 'Blue', '1']

test.each([
  ['question', ['in', 'blue'], { kind: 'text', text: 'in blue' }],
  ['choice', ['2'], { kind: 'choice', values: ['Blue'] }],
  ['choice', ['blue'], { kind: 'choice', values: ['Blue'] }],
  ['choice', ['1'], { kind: 'choice', values: ['1'] }],
  ['choice', ['Green', '--other'], { kind: 'text', text: 'Green' }],
  ['confirm', ['allow'], { kind: 'confirm', decision: 'allow' }],
  ['confirm', ['no', 'not', 'that', 'file'], { kind: 'confirm', decision: 'deny', note: 'not that file' }],
  ['confirm', ['deny'], { kind: 'confirm', decision: 'deny' }],
  ['confirm', ['deny:', 'too', 'late'], { kind: 'confirm', decision: 'deny', note: 'too late' }],
  ['choice', ['the', 'second', 'one'], { kind: 'choice', values: ['Blue'] }],
  ['budget', ['go', 'on'], { kind: 'budget', decision: 'continue' }],
  ['confirm', ['always'], { kind: 'confirm', decision: 'always' }],
  ['budget', ['continue'], { kind: 'budget', decision: 'continue' }],
] as const)('a %s is answered with %j', async (kind, words, answer) => {
  ask(kind === 'choice' ? { kind, options } : { kind })
  expect(await app.run(['answer', 'abc', ...words])).toMatchObject({
    code: 0,
    out: 'Answered. The work goes on.\n',
  })
  expect(callsTo('questions.answer')).toEqual([{ id: 'question_abc1', answer, via: 'command line' }])
})

test('a choice of several takes numbers and words with commas', async () => {
  ask({ kind: 'choice', options, multiple: true })
  await app.run(['answer', 'question_abc1', '2, red, 2'])
  expect(callsTo('questions.answer')).toMatchObject([{ answer: { kind: 'choice', values: ['Blue', 'Red'] } }])
})

test.each([
  ['question', []],
  ['choice', ['4']],
  ['choice', ['0']],
  ['choice', ['Green']],
  ['choice', ['2,red']],
  ['confirm', ['maybe']],
  ['confirm', ['yes']],
  ['confirm', ['allow', 'me', 'to', 'think']],
  ['confirm', ['not', 'that', 'one']],
  ['budget', ['more']],
  ['credential', ['sk-secret']],
] as const)('a %s is not answered with %j', async (kind, words) => {
  ask(kind === 'choice' ? { kind, options } : { kind })
  const { code, out, err } = await app.run(['answer', 'abc', ...words])
  expect(code).toBe(2)
  expect(out + err).not.toContain('sk-secret')
  expect(callsTo('questions.answer')).toEqual([])
})

test('a secret comes from the terminal or a pipe, never from the arguments', async () => {
  ask({ kind: 'credential' })
  await app.run(['answer', 'abc'], { secret: 'sk-typed' })
  expect(callsTo('questions.answer')).toMatchObject([{ answer: { kind: 'credential', value: 'sk-typed' } }])
  expect((await app.run(['answer', 'abc'], { secret: '' })).code).toBe(2)
  expect(callsTo('questions.answer')).toHaveLength(1)
})

test('the other runs that ask the very same are answered too when it is wished', async () => {
  ask({ kind: 'question' })
  await app.run(['answer', 'abc', 'amber', '--same'])
  expect(callsTo('questions.answer')).toMatchObject([{ answer: { text: 'amber' }, same: true }])
})

test.each(['question', 'credential'] as const)(
  'a %s that was answered already is refused in the words of the route, and what was typed is not sent',
  async (kind) => {
    const closed = sampleQuestion({ kind, status: 'answered', answeredVia: 'inbox' })
    const message = 'This question was already answered from the inbox at 14:02: amber'
    app.answers.set('questions.list', (input: { status?: string }) =>
      input.status === 'open' ? [] : [closed],
    )
    app.answers.set('questions.get', closed)
    app.answers.set('questions.answer', new Refusal({ code: 'conflict', message }))
    expect(await app.run(['answer', 'abc', 'sk-typed'])).toEqual({ code: 1, out: '', err: `${message}\n` })
    const json = await app.run(['answer', 'abc', 'sk-typed', '--json'])
    expect(JSON.parse(json.out)).toEqual({ error: { code: 'conflict', message } })
    expect(JSON.stringify(app.calls)).not.toContain('sk-typed')
  },
)

test('a question that is answered elsewhere just now is refused in the words of the route', async () => {
  ask({ kind: 'question' })
  const message = 'This question was already answered from the notification at 14:02: amber'
  app.answers.set('questions.answer', new Refusal({ code: 'conflict', message }))
  expect(await app.run(['answer', 'abc', 'red'])).toEqual({ code: 1, out: '', err: `${message}\n` })
})

test('a question that is not there says so', async () => {
  app.answers.set('questions.list', [])
  app.answers.set('questions.get', new Refusal({ code: 'not_found', message: 'There is no such question.' }))
  expect((await app.run(['answer', 'question_old', 'x'])).err).toBe('There is no such question.\n')
})
