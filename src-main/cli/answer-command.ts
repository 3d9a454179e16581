import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { wrongUsage } from './cli-failure.ts'
import type { Command, CommandContext } from './command.ts'
import { findId } from './find-by-id.ts'
import { plainRow } from './plain-text.ts'
import { readAnswerWords } from './read-answer-words.ts'

const via = 'command line'

export const answerCommand: Command = {
  name: 'answer',
  usage: '<question> <text>',
  summary: 'Answer a question that waits, by its id or the beginning of it.',
  details:
    'A choice is answered with its number or its words (several: 1,3), a permission with allow, always, or deny and\n' +
    'why, a reached limit with continue or stop. A secret is typed after the command, or piped in, never written in it.',
  options: {
    other: { type: 'boolean', help: 'answer a choice in words that are none of its options' },
    same: { type: 'boolean', help: 'answer the other runs too that ask the very same' },
  },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const { client, terminal, json, printJson } = context
    const [id = '', ...words] = given.words
    const question = await openQuestion(id, context)
    const other = given.flag('other') && question.kind === 'choice' && words.length > 0
    const answer: Answer = other
      ? { kind: 'text', text: words.join(' ') }
      : await readAnswer(question, words, context)
    const same = given.flag('same')
    const input = { id: question.id, answer, via, ...(same ? { same } : {}) }
    const answered = await client.call('questions.answer', input)
    if (json) printJson(answered)
    else terminal.line(outcome(answer, same), 'good')
  },
}

async function openQuestion(given: string, { client }: CommandContext): Promise<Question> {
  const open = await client.call('questions.list', { status: 'open', limit: 1000 })
  const id = findId(open, given, 'open question')
  const found = open.find((question) => question.id === id)
  if (found !== undefined) return found
  const closed = findId(await client.call('questions.list', { limit: 1000 }), given, 'question')
  const question = await client.call('questions.get', { id: closed })
  // It is refused, in the sentence that says by whom and when it was answered. What was typed is not sent: it may be a secret.
  if (question.status !== 'open') await client.call('questions.answer', { id: closed, answer: refused, via })
  return question
}

/** An answer that no open question is given. */
const refused: Answer = { kind: 'choice', values: ['-'] }

async function readAnswer(
  question: Question,
  words: readonly string[],
  { streams }: CommandContext,
): Promise<Answer> {
  if (question.kind !== 'credential' || words.length > 0) return readAnswerWords(question, words)
  const name = question.secret === undefined ? '' : ` ${plainRow(question.secret.name)}:`
  const value = await streams.readSecret(`${plainRow(question.prompt)}${name} `)
  if (value === '') throw wrongUsage('Nothing was typed, so nothing was answered.')
  return { kind: 'credential', value }
}

function outcome(answer: Answer, same: boolean): string {
  if (same) return 'Answered, for every run that asks this.'
  const isStop = answer.kind === 'budget' && answer.decision === 'stop'
  return isStop ? 'Answered. The work stops.' : 'Answered. The work goes on.'
}
