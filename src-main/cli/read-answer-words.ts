import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { readChoice } from '../../src-shared/domain/read-choice.ts'
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
      return { kind: 'choice', values: readOptions(question, text) }
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

/** As everywhere; the command line refuses what is none of the options, because a mistyped number is not an answer. */
function readOptions({ options = [], multiple = false }: Question, text: string): string[] {
  const values = readChoice(text, options, multiple)
  if (values !== null) return [...values]
  const list = options.map((option, at) => `${at + 1}. ${plainRow(option)}`).join('\n')
  throw wrongUsage(
    `Choose ${multiple ? 'by numbers, such as 1,3' : 'a number'}, or answer in other words with --other:\n${list}`,
  )
}

/** Only the plain words allow: "yes" may be meant for another question. Words after a refusal are its note. */
function readDecision(words: readonly string[]): Answer {
  const text = words.join(' ').trim()
  const said = text.toLowerCase()
  if (said === 'allow' || said === 'allow once') return { kind: 'confirm', decision: 'allow' }
  if (said === 'always' || said === 'always allow') return { kind: 'confirm', decision: 'always' }
  const refusal = /^(?:deny|no|n)(?:[\s,:]+(.*))?$/is.exec(text)
  if (refusal === null)
    throw wrongUsage('Answer allow, always, or deny. Words after deny go along as a note.')
  const note = refusal[1] ?? ''
  return { kind: 'confirm', decision: 'deny', ...(note === '' ? {} : { note }) }
}

function readBudget(text: string): 'stop' | 'continue' {
  const folded = text.toLowerCase()
  if (folded === 'go on') return 'continue'
  if (folded === 'stop' || folded === 'continue') return folded
  throw wrongUsage('Answer continue or stop.')
}
