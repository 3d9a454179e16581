import type { Question } from '../../../src-shared/domain/question.ts'
import { relativeTime } from '../../components/format-time.ts'

export type DeadlinePolicy = 'deny' | 'default' | 'fail'

const hour = 3_600_000

/**
 * What happens without an answer, and by when: "If you do not answer by Tomorrow, 09:00: it is denied." `null` where
 * there is nothing to say: it simply waits. `then` is the policy of the schedule, where it is known. Times are in the
 * system's zone.
 */
export function noAnswerWords(question: Question, then: DeadlinePolicy | null, now: number): string | null {
  const { status, deadline } = question
  const byDefault = question.byDefault?.trim() ?? ''
  if (status !== 'open') return null
  if (deadline === null) {
    return byDefault === '' ? null : `If you do not answer: it waits. Its default would be: ${byDefault}`
  }
  return `If you do not answer ${untilWords(deadline, now)}: ${consequence(question, then, byDefault)}`
}

function untilWords(deadline: number, now: number): string {
  const left = deadline - now
  if (left <= 0) return 'right now'
  if (left < hour) return `within ${Math.max(1, Math.round(left / 60_000))} min`
  return `by ${relativeTime(deadline, now).replace('Tomorrow, ', 'tomorrow, ')}`
}

function consequence({ kind }: Question, then: DeadlinePolicy | null, byDefault: string): string {
  if (then === 'fail' || (kind === 'budget' && then !== null)) return 'the run fails.'
  if (kind === 'confirm') return 'it is denied.'
  switch (then) {
    case 'deny':
      return 'that is taken as a no.'
    case 'default':
      return byDefault === '' ? 'it goes on with its own default.' : byDefault
    case null:
      return byDefault === '' ? 'it goes on without an answer.' : byDefault
  }
}
