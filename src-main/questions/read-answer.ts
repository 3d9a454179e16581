import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { readChoice, readOption } from '../../src-shared/domain/read-choice.ts'

export type AnswerReading =
  | { readonly ok: true; readonly answer: Answer; readonly text: string }
  | { readonly ok: false; readonly problem: string }

const problem = (text: string): AnswerReading => ({ ok: false, problem: text })

/** What was pressed or ticked: each is an option, the number of one, or something else in words. */
function readValues(values: readonly string[], question: Question): AnswerReading {
  const options = question.options ?? []
  if (values.length > 1 && !question.multiple) return problem('Choose one option only.')
  const said = values.map((value) => readOption(value, options) ?? value.trim())
  return chosen(said.filter((value) => value !== ''))
}

function chosen(values: readonly string[]): AnswerReading {
  const each = [...new Set(values)]
  if (each.length === 0) return problem('Choose at least one option.')
  return { ok: true, answer: { kind: 'choice', values: each }, text: each.join(', ') }
}

/** What was typed: one or several of the options in any of the ways that people name them, or else something else. */
function readTyped(text: string, question: Question): AnswerReading {
  const reading = readChoice(text, question.options ?? [], question.multiple)
  return chosen(reading ?? [text.trim()].filter((words) => words !== ''))
}

/**
 * Checks that an answer fits its question, and says it in words for the model and the history. Text answers a choice
 * too, by number, by an option's words, or as something else. A text never allows a call, whatever it says, and never is a
 * secret: those take the answers of their own kind only. Never gives back a credential's value as text.
 */
export function readAnswer(answer: Answer, question: Question): AnswerReading {
  switch (question.kind) {
    case 'question':
      if (answer.kind === 'text') return { ok: true, answer, text: answer.text }
      if (answer.kind === 'choice') {
        const text = answer.values.join(', ')
        return { ok: true, answer: { kind: 'text', text }, text }
      }
      return problem('This question takes a text as its answer.')
    case 'choice':
      if (answer.kind === 'choice') return readValues(answer.values, question)
      if (answer.kind === 'text') return readTyped(answer.text, question)
      return problem('This question takes one of its options as its answer.')
    case 'confirm':
      if (answer.kind !== 'confirm') return problem('Answer with allow once, always allow, or deny.')
      if (answer.decision === 'always' && question.confirm?.always === null)
        return problem('This cannot be allowed for good. Allow it once, or deny it.')
      if (answer.decision === 'always' && answer.input !== undefined)
        return problem('Only the call as it was asked can be allowed for good. Allow the changed one once.')
      return { ok: true, answer, text: decisionText(answer) }
    case 'credential':
      if (answer.kind !== 'credential') return problem('This question takes a secret; enter it in the inbox.')
      return { ok: true, answer, text: 'Given' }
    case 'budget': {
      const decision =
        answer.kind === 'budget' ? answer.decision : answer.kind === 'text' ? budgetWord(answer.text) : null
      if (decision === null) return problem('Answer with stop or continue.')
      return {
        ok: true,
        answer: { kind: 'budget', decision },
        text: { stop: 'Stop', continue: 'Go on' }[decision],
      }
    }
    default:
      return assertNever(question.kind)
  }
}

function budgetWord(text: string): 'stop' | 'continue' | null {
  const word = text.trim().toLowerCase().replace(/[.!]$/, '')
  if (word === 'stop') return 'stop'
  return word === 'continue' || word === 'go on' ? 'continue' : null
}

function decisionText({ decision, input }: Extract<Answer, { kind: 'confirm' }>): string {
  if (decision === 'deny') return 'Denied'
  if (decision === 'always') return 'Always allowed'
  return input === undefined ? 'Allowed once' : 'Allowed once, with changes'
}
