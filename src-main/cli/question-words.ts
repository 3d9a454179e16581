import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Confirm, Question } from '../../src-shared/domain/question.ts'
import { plainRow } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

/** Prints a question with its choices and the command that answers it. */
export function printQuestion(terminal: Terminal, question: Question): void {
  terminal.line(question.prompt, 'attention')
  if (question.tool !== undefined)
    terminal.line(`   ${question.tool.name} ${JSON.stringify(question.tool.input)}`)
  if (question.confirm) printConfirm(terminal, question.confirm)
  for (const [at, option] of (question.options ?? []).entries())
    terminal.line(`   ${at + 1}. ${plainRow(option)}`)
  terminal.line(`   dormouse answer ${question.id} ${answerForm(question)}`.trimEnd(), 'quiet')
}

function printConfirm(terminal: Terminal, { why, diff, always }: Confirm): void {
  terminal.line(`   ${plainRow(why)}`)
  for (const line of diff === null ? [] : diff.split('\n')) terminal.line(`   ${plainRow(line)}`)
  if (always !== null) terminal.line(`   always: ${plainRow(always)}`)
}

function answerForm(question: Question): string {
  switch (question.kind) {
    case 'question':
      return '<text>'
    case 'choice':
      return question.multiple === true ? '<numbers, such as 1,3>' : '<number>'
    case 'confirm':
      return question.confirm?.always === null ? 'allow|deny' : 'allow|always|deny'
    case 'budget':
      return 'continue|stop'
    case 'credential':
      // It is typed after the command, where it is not seen.
      return ''
    default:
      return assertNever(question.kind)
  }
}
