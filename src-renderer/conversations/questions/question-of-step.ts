import type { Question } from '../../../src-shared/domain/question.ts'
import type { ToolUse } from '../thread/message-parts.ts'

/** The question that a tool call of a turn asks. Questions of older data do not say which call: there its words do. */
export function questionOfStep(
  questions: Iterable<Question>,
  turnId: string | null,
  use: ToolUse,
): Question | undefined {
  if (turnId === null) return undefined
  let found: Question | undefined
  for (const question of questions) {
    if (question.turnId !== turnId || !asks(question, use)) continue
    // The same words may have been asked twice; the open one is the one that matters.
    if (!found || question.status === 'open') found = question
  }
  return found
}

function asks(question: Question, use: ToolUse): boolean {
  if (question.call) return question.call.toolUseId === use.id
  if (question.tool) return question.tool.name === use.name && sameJson(question.tool.input, use.input)
  if (typeof use.input !== 'object' || use.input === null) return false
  return Object.values(use.input).some(
    (value) => typeof value === 'string' && value.trim() === question.prompt.trim(),
  )
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
