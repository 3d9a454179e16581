import type { Answer, Question } from '../../src-shared/domain/question.ts'
import { CliFailure, wrongUsage } from './cli-failure.ts'
import type { Command, CommandContext } from './command.ts'
import { findById } from './find-by-id.ts'
import { plainRow } from './plain-text.ts'
import { readAnswerWords } from './read-answer-words.ts'

export const answerCommand: Command = {
  name: 'answer',
  usage: '<question> <text>',
  summary: 'Answer a question that waits, by its id or the beginning of it.',
  details:
    'A choice is answered with its number or its words (several: 1,3), a permission with allow, always or deny,\n' +
    'a reached limit with continue or stop. A secret is typed after the command, or piped in, never written in it.',
  options: { other: { type: 'boolean', help: 'answer a choice in words that are none of its options' } },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const [id = '', ...words] = given.words
    const question = await openQuestion(id, context)
    const other = given.flag('other') && question.kind === 'choice' && words.length > 0
    const answer: Answer = other
      ? { kind: 'text', text: words.join(' ') }
      : await readAnswer(question, words, context)
    const answered = await context.client.call('questions.answer', {
      id: question.id,
      answer,
      via: 'command line',
    })
    if (context.json) context.printJson(answered)
    else context.terminal.line('Answered. The work goes on.', 'good')
  },
}

async function openQuestion(id: string, { client }: CommandContext): Promise<Question> {
  const open = await client.call('questions.list', { status: 'open' })
  try {
    return findById(open, id, 'open question')
  } catch (failure) {
    if (!(failure instanceof CliFailure) || failure.code !== 'not_found') throw failure
    const question = findById(await client.call('questions.list', {}), id, 'question')
    const by = question.answeredVia === null ? '' : `, by ${question.answeredVia}`
    throw new CliFailure(
      1,
      'conflict',
      `The question cannot be answered any more: it is ${question.status}${by}.`,
    )
  }
}

async function readAnswer(
  question: Question,
  words: readonly string[],
  { streams }: CommandContext,
): Promise<Answer> {
  if (question.kind !== 'credential' || words.length > 0) return readAnswerWords(question, words)
  const value = await streams.readSecret(`${plainRow(question.prompt)} `)
  if (value === '') throw wrongUsage('Nothing was typed, so nothing was answered.')
  return { kind: 'credential', value }
}
