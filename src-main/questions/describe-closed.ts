import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import { clockTime } from '../platform/clock-time.ts'

/** By whom, when and how a closed question was closed: the sentence of every place that shows it, and of `conflict`. */
export function describeClosed(question: Question, now: number, timeZone: string): string {
  const { status, answeredAt, answeredVia, answerText } = question
  const at = answeredAt === null ? '' : ` at ${clockTime(answeredAt, now, timeZone)}`
  switch (status) {
    case 'answered':
      return `This question was already answered from the ${answeredVia ?? 'inbox'}${at}: ${answerText ?? ''}`
    case 'expired':
      return `This question was not answered before its deadline${at}.`
    case 'withdrawn':
      return `This question was withdrawn${at}: ${answerText ?? 'its run has ended.'}`
    case 'open':
      return 'This question is open.'
    default:
      return assertNever(status)
  }
}
