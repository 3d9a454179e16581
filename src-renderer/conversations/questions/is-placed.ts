import type { Message } from '../../../src-shared/domain/message.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import { questionOfStep } from './question-of-step.ts'

/** Whether one of the messages shows the question: a notice about it, or the tool call that asks it. */
export function isPlaced(question: Question, messages: readonly Message[]): boolean {
  return messages.some((message) =>
    message.content.some((block) => {
      if (block.type === 'notice') return block.questionId === question.id
      return block.type === 'tool_use' && questionOfStep([question], message.turnId, block) !== undefined
    }),
  )
}
