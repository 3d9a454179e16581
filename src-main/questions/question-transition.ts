import type { QuestionStatus } from '../../src-shared/domain/question.ts'

export type QuestionEvent = 'answer' | 'expire' | 'withdraw'

const results = { answer: 'answered', expire: 'expired', withdraw: 'withdrawn' } as const

/** `open → answered | expired | withdrawn`; `null` when it is closed already. */
export function nextQuestionStatus(
  status: QuestionStatus,
  event: QuestionEvent,
): (typeof results)[QuestionEvent] | null {
  return status === 'open' ? results[event] : null
}
