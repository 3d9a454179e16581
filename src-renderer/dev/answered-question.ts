import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { now } from '../platform/now.ts'

/** The question after an answer, as the main process would commit it. */
export function answeredQuestion(question: Question, answer: Answer, via: string): Question {
  const words = (): string => {
    switch (answer.kind) {
      case 'text':
        return answer.text
      case 'choice':
        return answer.values.join(', ')
      case 'confirm':
      case 'budget':
        return answer.decision
      case 'credential':
        return 'A secret was given.'
    }
  }
  return { ...question, status: 'answered', answeredAt: now(), answeredVia: via, answerText: words() }
}
