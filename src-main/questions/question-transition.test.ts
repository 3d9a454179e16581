import { expect, it } from 'vitest'
import { nextQuestionStatus } from './question-transition.ts'

it('an open question is answered, expires or is withdrawn, once', () => {
  expect(nextQuestionStatus('open', 'answer')).toBe('answered')
  expect(nextQuestionStatus('open', 'expire')).toBe('expired')
  expect(nextQuestionStatus('open', 'withdraw')).toBe('withdrawn')
  for (const closed of ['answered', 'expired', 'withdrawn'] as const) {
    expect(nextQuestionStatus(closed, 'answer')).toBeNull()
  }
})
