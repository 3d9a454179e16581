import type { Question } from '../../src-shared/domain/question.ts'
import type { QuestionObserver } from '../questions/question-observer.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import type { Delivery } from './delivery.ts'

/** When a question is closed anywhere, its inbox item and its notification follow, and its run's timeline says so. */
export function createQuestionClosed(core: Core, delivery: Delivery): QuestionObserver {
  const { stores, clock } = core
  return {
    onClosed(question: Question, work: Work): void {
      delivery.questionClosed(question, work)
      if (question.runId === null) return
      const how = { answered: 'Answered', expired: 'Expired', withdrawn: 'Withdrawn', open: 'Open' }[
        question.status
      ]
      const via = question.status === 'answered' ? ` from the ${question.answeredVia ?? 'inbox'}` : ''
      const text = `${how}${via}: ${question.answerText ?? ''}`
      const detail = { questionId: question.id, via: question.answeredVia }
      const event = stores.runs.addEvent({
        runId: question.runId,
        at: clock.now(),
        kind: 'answered',
        text,
        detail,
      })
      work.publish('run.event', event)
    },
  }
}
