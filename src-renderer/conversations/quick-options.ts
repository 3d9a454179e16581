import type { Question } from '../../src-shared/domain/question.ts'

/**
 * The answers that can be given with one press above the composer: the options of a choice of one. What needs a look
 * at its card first, such as a permission or several options at once, is pressed there.
 */
export function quickOptions(question: Question): readonly string[] {
  return question.kind === 'choice' && !question.multiple ? (question.options ?? []) : []
}
