import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import { clockTime, dayName, momentTime } from '../../components/format-time.ts'

/**
 * By whom, when and how a question was closed: "Answered from the inbox at 14:02: Amber". `null` while it is open.
 * Times are in the system's zone; what was closed on another day names the day.
 */
export function closedWords(question: Question, now: number): string | null {
  const text = question.answerText?.trim() ?? ''
  const when = question.answeredAt === null ? '' : ` ${atWords(question.answeredAt, now)}`
  switch (question.status) {
    case 'open':
      return null
    case 'answered':
      return `Answered from the ${question.answeredVia ?? 'inbox'}${when}: ${text}`
    case 'expired':
      return `Not answered before its deadline${when}.`
    case 'withdrawn':
      return `Withdrawn${when}: ${sentence(text === '' ? 'its run has ended' : text)}`
    default:
      return assertNever(question.status)
  }
}

function atWords(at: number, now: number): string {
  return dayName(at, now) === 'Today' ? `at ${clockTime(at)}` : `(${momentTime(at, now)})`
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`
}
