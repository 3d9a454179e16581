import { assertNever } from '../../../src-shared/domain/assert-never.ts'
import type { Move, TurnMove } from './any-moves.ts'
import { makePageMove } from './make-page-move.ts'
import { nthNewest } from './nth-newest.ts'
import { orRefused } from './or-refused.ts'
import type { PlayedConversation } from './played-conversation.ts'

/** What a retry says where the message of the turn was deleted. */
const saidInstead = 'Try again: do the same work once more from the start.'

/** Makes the move and notes what must come of it. `words`: what is said in it, if anything is. */
export async function makeMove(played: PlayedConversation, move: Move, words: string): Promise<void> {
  const { resident, answers, id: conversationId } = played
  switch (move.kind) {
    case 'send': {
      const { interrupt } = move
      const input = { conversationId, text: words, clientId: words, interrupt }
      // Never refused.
      const { turnId } = await resident.call('conversations.send', input)
      return played.begun(turnId, words)
    }
    case 'answer':
      return answers.letGo()
    case 'answer all':
      return answers.flow(played.ended)
    case 'new session':
      await resident.call('sessions.start', { conversationId })
      return
    case 'restart':
      return resident.restart()
    case 'send now':
    case 'take back':
    case 'stop':
    case 'retry':
    case 'regenerate':
      return makeTurnMove(played, move)
    case 'edit':
    case 'remove':
    case 'fork':
    case 'resume':
    case 'choose':
      return makePageMove(played, move, words)
    default:
      return assertNever(move)
  }
}

async function makeTurnMove(played: PlayedConversation, { kind, which }: TurnMove): Promise<void> {
  const { resident, said } = played
  const turnId = nthNewest(played.turnIds, which) ?? 'none'
  switch (kind) {
    case 'send now':
      await orRefused(resident.call('messages.sendNow', { turnId }))
      return
    case 'take back':
      if (await orRefused(resident.call('messages.removeQueued', { turnId }))) said.delete(turnId)
      return
    case 'stop':
      await orRefused(resident.call('turns.cancel', { turnId }))
      return
    case 'retry': {
      const again = await orRefused(resident.call('turns.retry', { turnId }))
      if (again) await played.begun(again.id, said.get(turnId) ?? saidInstead)
      return
    }
    case 'regenerate': {
      const again = await orRefused(resident.call('messages.regenerate', { turnId }))
      if (again) await played.begun(again.turnId, said.get(turnId) ?? 'nothing: it was deleted')
      return
    }
    default:
      return assertNever(kind)
  }
}
