import type { Conversation } from '../../src-shared/domain/conversation.ts'
import type { Block } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { Core } from '../store/core.ts'
import { tellConversation } from '../store/tell-conversation.ts'
import type { Work } from '../store/unit-of-work.ts'
import { queueChatTurn } from './queue-chat-turn.ts'

/** What the user said, as it begins a turn. */
export interface Said {
  readonly content: readonly Block[]
  readonly replyTo?: string | null | undefined
  readonly clientId?: string | undefined
  /** The words of a message of an imported file, sent again as they are: so far they are not the user's own. */
  readonly fromFile?: boolean
  /** The answer is asked to begin with a title for the conversation. */
  readonly wantsTitle?: boolean
}

/** A message of the user's with its queued turn: a new one, one that is tried again, another version of one. */
export function queueMessage(
  core: Core,
  { conversation, sessionId }: { readonly conversation: Conversation; readonly sessionId: string },
  said: Said,
  kick: () => void,
  work: Work,
): Turn {
  const { stores, ids } = core
  const place = { conversationId: conversation.id, sessionId }
  const turn = queueChatTurn(core, place, kick, work)
  const message = stores.messages.insert({
    id: ids.next('message'),
    ...place,
    turnId: turn.id,
    at: turn.queuedAt,
    role: 'user',
    content: [...said.content],
    replyTo: said.replyTo ?? null,
    clientId: said.clientId ?? null,
    fromFile: said.fromFile === true,
    ...(said.wantsTitle === true ? { wantsTitle: true } : {}),
  })
  stores.conversations.spoken(conversation.id, turn.queuedAt)
  tellConversation(stores, conversation.id, work)
  work.publish('message.appended', message)
  return turn
}
