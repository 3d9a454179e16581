import type { Question } from '../../../src-shared/domain/question.ts'
import { readChoice } from '../../../src-shared/domain/read-choice.ts'

/** What has to be written so that it is read as exactly these options; `null` where words cannot say it. */
export function optionWords(chosen: readonly string[], question: Question): string | null {
  const { options = [], multiple = false } = question
  const inOrder = options.filter((option) => chosen.includes(option))
  const numbers = inOrder.map((option) => options.indexOf(option) + 1).join(', ')
  return (
    [inOrder.join(', '), numbers].find((words) => isSame(readChoice(words, options, multiple), inOrder)) ??
    null
  )
}

/** The options that stand in what is written. */
export function chosenIn(text: string, { options = [], multiple = false }: Question): readonly string[] {
  return readChoice(text, options, multiple) ?? []
}

/** What is written after an option of a choice of several was pressed: with it, or without it if it stood there. */
export function toggled(text: string, option: string, question: Question): string {
  const before = chosenIn(text, question)
  const after = before.includes(option) ? before.filter((one) => one !== option) : [...before, option]
  if (after.length === 0) return ''
  const { options = [] } = question
  const numbers = options.flatMap((one, at) => (after.includes(one) ? [at + 1] : [])).join(', ')
  return isSame(chosenIn(numbers, question), after) ? numbers : (optionWords(after, question) ?? text)
}

function isSame(reading: readonly string[] | null, chosen: readonly string[]): boolean {
  return reading?.length === chosen.length && chosen.every((one) => reading.includes(one))
}
