import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { wrongUsage } from './cli-failure.ts'
import { plainRow } from './plain-text.ts'

/** The answer that words given on the command line mean to a question; a credential is not given there. */
export function readAnswerWords(question: Question, words: readonly string[]): Answer {
  const text = words.join(' ').trim()
  switch (question.kind) {
    case 'question':
      if (text === '') throw wrongUsage('Give the answer after the id of the question.')
      return { kind: 'text', text }
    case 'choice':
      return { kind: 'choice', values: readChoice(question, text) }
    case 'confirm':
      return readDecision(words)
    case 'budget':
      return { kind: 'budget', decision: readBudget(text) }
    case 'credential':
      throw wrongUsage(
        'A secret is not taken from the command line, where other programs can see it. ' +
          `Run "dormouse answer ${question.id}" and type it, or pipe it in.`,
      )
    default:
      return assertNever(question.kind)
  }
}

function readChoice(question: Question, text: string): string[] {
  const options = question.options ?? []
  const whole = pickOption(options, text)
  if (whole !== null) return [whole]
  const parts =
    question.multiple === true ? text.split(',').map((part) => pickOption(options, part.trim())) : [null]
  const values = parts.filter((part) => part !== null)
  if (values.length === parts.length) return [...new Set(values)]
  const list = options.map((option, at) => `${at + 1}. ${plainRow(option)}`).join('\n')
  throw wrongUsage(
    `Choose ${question.multiple === true ? 'by numbers, such as 1,3' : 'a number'}, or answer in other words with --other:\n${list}`,
  )
}

/** By its text, then by its number: an option may itself be a number. */
function pickOption(options: readonly string[], text: string): string | null {
  const folded = text.toLowerCase()
  const same =
    options.find((option) => option === text) ?? options.find((option) => option.toLowerCase() === folded)
  if (same !== undefined) return same
  return (/^\d+$/.test(text) ? options[Number(text) - 1] : undefined) ?? null
}

function readDecision([word = '', ...rest]: readonly string[]): Answer {
  const decisions = new Map<string, 'allow' | 'always' | 'deny'>([
    ...(['allow', 'yes', 'y'] as const).map((each) => [each, 'allow'] as const),
    ['always', 'always'],
    ...(['deny', 'no', 'n'] as const).map((each) => [each, 'deny'] as const),
  ])
  const decision = decisions.get(word.toLowerCase())
  if (decision === undefined)
    throw wrongUsage('Answer allow, always or deny. Words after it go along as a note.')
  const note = rest.join(' ').trim()
  return { kind: 'confirm', decision, ...(note === '' ? {} : { note }) }
}

function readBudget(text: string): 'stop' | 'continue' {
  const folded = text.toLowerCase()
  if (folded === 'stop' || folded === 'continue') return folded
  throw wrongUsage('Answer continue or stop.')
}
