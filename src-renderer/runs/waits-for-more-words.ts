import type { Question } from '../../src-shared/domain/question.ts'

/** How many other answers the turn of a question still needs, in words; `null` where it needs none, or has ended. */
export function waitsForMoreWords(question: Question, questions: Iterable<Question>): string | null {
  let others = 0
  for (const { id, turnId, status } of questions)
    if (turnId === question.turnId && id !== question.id && status === 'open') others++
  if (others === 0) return null
  const more = others === 1 ? '1 more answer' : `${others} more answers`
  return question.status === 'open' ? `Waits for this and ${more}.` : `Waits for ${more}.`
}
