import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Answer, Question } from '../../src-shared/domain/question.ts'

/** An answer that one press gives, where a place has room for buttons only. */
export interface OfferedAnswer {
  readonly label: string
  readonly answer: Answer
}

export interface OfferedAnswers {
  readonly buttons: readonly OfferedAnswer[]
  /** What the empty field for an answer in words says; `null`: this question takes none there. */
  readonly field: string | null
}

/** How many options are buttons: desktops show few. The field takes the others, by number or in words. */
const mostOptions = 4

/**
 * How a question can be answered outside of our windows. A secret never is: what is typed there passes through other
 * programs. What is allowed must have been seen, so a call is allowed there only if `isWhole`: all of it was shown.
 */
export function offeredAnswers(question: Question, isWhole: boolean): OfferedAnswers {
  switch (question.kind) {
    case 'question':
      return { buttons: [], field: 'Your answer' }
    case 'choice': {
      const options = question.multiple === true ? [] : (question.options ?? []).slice(0, mostOptions)
      const buttons = options.map((value): OfferedAnswer => ({
        label: value,
        answer: { kind: 'choice', values: [value] },
      }))
      return { buttons, field: question.multiple === true ? '1, 2 or your answer' : 'Something else' }
    }
    case 'confirm': {
      const allow: OfferedAnswer = {
        label: 'Allow once',
        answer: { kind: 'confirm', decision: 'allow' },
      }
      const deny: OfferedAnswer = { label: 'Deny', answer: { kind: 'confirm', decision: 'deny' } }
      return { buttons: isWhole ? [allow, deny] : [deny], field: null }
    }
    case 'budget':
      return {
        buttons: [
          { label: 'Go on', answer: { kind: 'budget', decision: 'continue' } },
          { label: 'Stop', answer: { kind: 'budget', decision: 'stop' } },
        ],
        field: null,
      }
    case 'credential':
      return { buttons: [], field: null }
    default:
      return assertNever(question.kind)
  }
}
