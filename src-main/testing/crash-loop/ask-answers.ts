import type { Answer, Question } from '../../../src-shared/domain/question.ts'
import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { JobKind } from './ask-orders.ts'

/** The options of every choice here. */
export const colours: readonly string[] = ['amber', 'green', 'blue']

/** What the user answers the `nth` time that they try, and the words that the row must keep of it. */
export interface GivenAnswer {
  readonly answer: Answer
  readonly words: string
}

/** Each attempt is told from every other where its kind has room for that. */
export function answerTo(question: Question, kind: JobKind, nth: number): GivenAnswer {
  const mark = `${question.id} ${nth}`
  switch (question.kind) {
    case 'question':
      return { answer: { kind: 'text', text: `heard ${mark}` }, words: `heard ${mark}` }
    case 'choice': {
      // An option, or something else.
      const words = nth % 2 === 0 ? (colours[nth % colours.length] ?? '') : `none of them ${mark}`
      return { answer: { kind: 'choice', values: [words] }, words }
    }
    case 'confirm':
      return kind === 'denied'
        ? { answer: { kind: 'confirm', decision: 'deny', note: `not ${mark}` }, words: 'Denied' }
        : { answer: { kind: 'confirm', decision: 'allow' }, words: 'Allowed once' }
    case 'budget':
      return kind === 'stopped'
        ? { answer: { kind: 'budget', decision: 'stop' }, words: 'Stop' }
        : { answer: { kind: 'budget', decision: 'continue' }, words: 'Go on' }
    case 'credential':
      return { answer: { kind: 'credential', value: `planted ${mark}` }, words: 'Given' }
    default:
      return assertNever(question.kind)
  }
}
