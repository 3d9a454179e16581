import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import { clockTime, relativeTime } from '../components/format-time.ts'

/**
 * By whom, when and how a question was closed: "Answered from the inbox at 14:02: Amber". `null` while it is open.
 * Times are in the system's zone; an answer of another day names the day.
 */
export function closedWords(question: Question, now: number): string | null {
  const text = question.answerText ?? ''
  switch (question.status) {
    case 'open':
      return null
    case 'answered': {
      const when = question.answeredAt === null ? '' : ` ${atWords(question.answeredAt, now)}`
      return `Answered from the ${question.answeredVia ?? 'inbox'}${when}: ${text}`
    }
    case 'expired':
      return 'Not answered before its deadline.'
    case 'withdrawn':
      return `Withdrawn: ${text === '' ? 'its run has ended' : text}.`
    default:
      return assertNever(question.status)
  }
}

function atWords(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return sameDay ? `at ${clockTime(at)}` : `(${relativeTime(at, now)})`
}
