import type { Question } from '../../src-shared/domain/question.ts'
import type { QuestionObserver } from '../questions/question-observer.ts'
import type { Core } from '../store/core.ts'
import type { Work } from '../store/unit-of-work.ts'
import { type Delivery, questionKey } from './delivery.ts'

/** When a question is closed anywhere, its inbox item is read and its notification goes away. */
export function createQuestionClosed(core: Core, delivery: Delivery): QuestionObserver {
  const { stores, clock } = core
  return {
    onClosed(question: Question, work: Work): void {
      const item = stores.inbox.byQuestion(question.id)
      if (item) {
        stores.inbox.markRead(item.id, clock.now())
        work.publish('inbox.changed', { ...stores.inbox.counts(), item: stores.inbox.get(item.id) ?? null })
      }
      delivery.withdraw(questionKey(question.id), work)
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
