import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { ExitCode } from './cli-failure.ts'
import { CliFailure, wrongUsage } from './cli-failure.ts'
import type { Arguments, Command, CommandContext } from './command.ts'
import { findId } from './find-by-id.ts'
import { printQuestion } from './question-words.ts'
import { createTurnFollower, type TurnFollower } from './turn-follower.ts'

/** The conversation of those who name none. */
const ownTitle = 'Command line'

export const sayCommand: Command = {
  name: 'say',
  usage: '<text>',
  summary: 'Say something to the assistant and print its answer as it comes.',
  details: `Without --conversation it is said in the conversation "${ownTitle}", where earlier words are remembered. /new alone begins a new session there.`,
  options: {
    conversation: { type: 'string', value: '<id>', help: 'where to say it' },
    new: { type: 'boolean', help: 'begin a new conversation' },
  },
  words: { least: 1, most: Number.POSITIVE_INFINITY },
  async run(given, context) {
    const { client, terminal, json } = context
    const conversationId = await theConversation(given, context)
    if (given.words.join(' ').trim() === '/new') return newSession(conversationId, context)
    const follower = createTurnFollower({
      onText: (piece) => (json ? undefined : terminal.write(piece)),
      onTool: (label) => (json ? undefined : terminal.aside(`[${label}]`, 'quiet')),
    })
    // First, so that nothing of the answer is missed.
    await client.subscribe(follower.take, [
      'message.delta',
      'message.appended',
      'message.changed',
      'turn.changed',
    ])
    const { turnId } = await client.call('conversations.send', {
      conversationId,
      text: given.words.join(' '),
    })
    follower.follow(turnId)
    return finish(follower, { turnId, conversationId }, context)
  },
}

async function newSession(
  conversationId: string,
  { client, terminal, json, printJson }: CommandContext,
): Promise<ExitCode> {
  const session = await client.call('sessions.start', { conversationId })
  if (json) printJson({ conversationId, session })
  else terminal.line('A new session has begun. What was said before is not part of it.')
  return 0
}

async function theConversation(given: Arguments, { client }: CommandContext): Promise<string> {
  const wanted = given.text('conversation')
  if (wanted !== undefined && given.flag('new')) throw wrongUsage('Give --conversation or --new, not both.')
  if (given.flag('new')) return (await client.call('conversations.create', {})).id
  const chats = await client.call('conversations.list', {})
  if (wanted !== undefined) {
    // A whole id reaches background conversations too, which are not listed.
    return findId(chats, wanted, 'conversation')
  }
  const own = chats.find((chat) => chat.title === ownTitle)
  return (own ?? (await client.call('conversations.create', { title: ownTitle }))).id
}

async function finish(
  follower: TurnFollower,
  ids: { turnId: string; conversationId: string },
  { client, terminal, streams, json, printJson }: CommandContext,
): Promise<ExitCode> {
  const turn = await Promise.race([follower.stopped, client.closed])
  if (turn === undefined)
    throw new CliFailure(3, 'unavailable', 'Dormouse has quit. The answer goes on at the next start.')
  const questions = turn.status === 'waiting' ? await openQuestions(client, ids) : []
  if (json)
    printJson({
      ...ids,
      status: turn.status,
      text: follower.text(),
      questions,
      failure: turn.status === 'failed' ? turn.failure : null,
    })
  else if (follower.text() !== '') terminal.line()
  switch (turn.status) {
    case 'succeeded':
      return 0
    case 'waiting':
      if (!json) {
        terminal.line()
        terminal.line('The assistant waits for you:', 'strong')
        for (const question of questions) printQuestion(terminal, question, streams.timeZone)
      }
      return 0
    case 'failed':
      if (!json) terminal.aside(turn.failure.message, 'bad')
      return 1
    case 'cancelled':
      if (!json) terminal.aside('It was cancelled.', 'bad')
      return 1
    default:
      return assertNever(turn)
  }
}

async function openQuestions(
  client: CommandContext['client'],
  { turnId, conversationId }: { turnId: string; conversationId: string },
): Promise<Question[]> {
  const open = await client.call('questions.list', { status: 'open', conversationId })
  return open.filter((question) => question.turnId === turnId)
}
