import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Confirm, Question } from '../../src-shared/domain/question.ts'
import { localTime } from './local-time.ts'
import { plainRow } from './plain-text.ts'
import type { Terminal } from './terminal.ts'

/** Prints a question with who asks, its choices, what happens without an answer, and the command that answers it. */
export function printQuestion(terminal: Terminal, question: Question, timeZone: string): void {
  terminal.line(question.prompt, 'attention')
  for (const line of question.account.split('\n')) if (line !== '') terminal.line(`   ${plainRow(line)}`)
  if (question.tool !== undefined)
    terminal.line(`   ${question.tool.name} ${JSON.stringify(question.tool.input)}`)
  if (question.confirm) printConfirm(terminal, question.confirm)
  if (question.secret) printSecret(terminal, question.secret)
  for (const [at, option] of (question.options ?? []).entries())
    terminal.line(`   ${at + 1}. ${plainRow(option)}`)
  if (question.byDefault !== undefined) terminal.line(`   By default: ${plainRow(question.byDefault)}`)
  if (question.deadline !== null)
    terminal.line(`   Waits until ${localTime(question.deadline, timeZone)}`, 'strong')
  terminal.line(`   dormouse answer ${question.id} ${answerForm(question)}`.trimEnd(), 'quiet')
}

function printConfirm(terminal: Terminal, { why, diff, always }: Confirm): void {
  terminal.line(`   ${plainRow(why)}`)
  for (const line of diff === null ? [] : diff.split('\n')) terminal.line(`   ${plainRow(line)}`)
  if (always !== null) terminal.line(`   always: ${plainRow(always)}`)
}

function printSecret(terminal: Terminal, { name, purpose }: NonNullable<Question['secret']>): void {
  terminal.line(`   ${plainRow(name)}${purpose === '' ? '' : `: ${plainRow(purpose)}`}`)
}

/** How it became of a question that is closed: `answered from the inbox: amber`. */
export function closedWords({ status, answeredVia, answerText }: Question): string {
  const words = answerText === null || answerText === '' ? '' : `: ${answerText}`
  return status === 'answered' ? `answered from the ${answeredVia ?? 'inbox'}${words}` : `${status}${words}`
}

function answerForm(question: Question): string {
  switch (question.kind) {
    case 'question':
      return '<text>'
    case 'choice':
      return question.multiple === true ? '<numbers, such as 1,3>' : '<number>'
    case 'confirm':
      return question.confirm?.always == null ? 'allow|deny' : 'allow|always|deny'
    case 'budget':
      return 'continue|stop'
    case 'credential':
      // It is typed after the command, where it is not seen.
      return ''
    default:
      return assertNever(question.kind)
  }
}
