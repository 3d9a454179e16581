import type { Question } from '../../../src-shared/domain/question.ts'
import { operationLine } from '../../components/operation-line.ts'

/** What a question asks, for a place of one line. */
export function promptLine({ kind, prompt }: Question): string {
  return kind === 'confirm' ? operationLine(prompt) : prompt
}
