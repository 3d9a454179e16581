import type { Question } from '../../../src-shared/domain/question.ts'
import { optionWords } from './option-words.ts'

/**
 * The options that are buttons above the composer: a press sends the one, or writes it among several. A permission needs a
 * look at its card first, and is pressed there; so are several options that words cannot tell apart.
 */
export function quickOptions(question: Question): readonly string[] {
  const options = question.kind === 'choice' ? (question.options ?? []) : []
  return question.multiple === true && optionWords(options, question) === null ? [] : options
}
