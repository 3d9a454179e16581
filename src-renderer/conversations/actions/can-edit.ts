import type { Message } from '../../../src-shared/domain/message.ts'

/** Whether a message can be changed into another version: a run's instruction and an answer to a question cannot. */
export function canEdit({ role, turnId, answers, content }: Message): boolean {
  return (
    role === 'user' && turnId !== null && answers === null && content.every(({ type }) => type !== 'envelope')
  )
}
