import type { Conversation } from '../../src-shared/domain/conversation.ts'
import { type Block, type Message, messageText } from '../../src-shared/domain/message.ts'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import { badInput, conflict, notFound } from '../platform/route-failure.ts'
import type { Core } from '../store/core.ts'
import type { Fork } from '../store/fork-store.ts'
import type { MessagePlace } from '../store/thread-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { appendDivider } from '../turns/append-divider.ts'
import type { SessionDesk } from '../turns/session-desk.ts'
import { queueMessage } from './queue-message.ts'
import { quoted } from './quoted.ts'
import type { ShownWays } from './shown-ways.ts'
import { wantsTitle } from './title-wish.ts'
import { whyNoBranch } from './why-no-branch.ts'

/** A message of the user's that can have another version, and where it stands. */
interface Branchable {
  readonly conversation: Conversation
  readonly message: Message
  readonly place: MessagePlace & { readonly sessionId: string }
}

type Reason = 'edited' | 'regenerated'

export type Branches = ReturnType<typeof createBranches>

/** Other versions of what was sent and answered. Each is a session of its own; of the versions one is shown. */
export function createBranches(
  core: Core,
  parts: { readonly sessions: SessionDesk; readonly ways: ShownWays; readonly kick: () => void },
) {
  const { stores, unitOfWork, ids } = core
  const { sessions, ways, kick } = parts

  const branchable = (messageId: string): Branchable => {
    const message = stores.messages.get(messageId)
    const place = stores.threads.placeOf(messageId)
    const conversation = message && stores.conversations.get(message.conversationId)
    if (!message || !place || !conversation)
      throw notFound('There is no such message. It may have been deleted.')
    const turn = message.turnId === null ? undefined : stores.turns.get(message.turnId)
    const problem = whyNoBranch(conversation, message, turn)
    if (problem !== null) throw conflict(problem)
    if (place.sessionId === null || message.role !== 'user')
      throw conflict('Only a message that you sent to the assistant can have another version.')
    return { conversation, message, place: { ...place, sessionId: place.sessionId } }
  }

  /** Where the ways part. The first message of a version is at the same place as what it is a version of. */
  const forkAt = ({ message, place, conversation }: Branchable): Fork => {
    const origin = stores.sessions.origin(place.sessionId)
    const own = origin?.forkId == null ? undefined : stores.forks.get(origin.forkId)
    if (own && stores.threads.firstSaid(place.sessionId, 'anybody') === message.id) return own
    const known = stores.forks
      .ofConversation(conversation.id)
      .find((fork) => fork.sessionId === place.sessionId && fork.seq === place.seq)
    if (known) return known
    const fork: Fork = {
      id: ids.next('fork'),
      conversationId: conversation.id,
      sessionId: place.sessionId,
      seq: place.seq,
      chosenId: place.sessionId,
    }
    stores.forks.insert(fork)
    return fork
  }

  const branch = (at: Branchable, reason: Reason, content: Block[], work: Work): string => {
    const { conversation, message, place } = at
    const isSame = messageText(content) === messageText(message.content)
    const fromFile = isSame && stores.messages.isFromFile(message.id)
    const session = ways.rearrange(conversation.id, work, () => {
      ways.show(conversation.id, place.sessionId, place.seq)
      const fork = forkAt(at)
      const start = { parentId: fork.sessionId, parentSeq: fork.seq - 1, reason, forkId: fork.id }
      const made = sessions.branch(conversation, null, start, work)
      stores.forks.choose(fork.id, made.id)
      return made
    })
    if (ways.isElsewhere(session)) {
      const words = `Another version of an earlier message${quoted(message)}. What was said since is not part of it.`
      appendDivider(core, session, reason, words, work)
    }
    const wishes = wantsTitle(stores, conversation)
    const said = { content, replyTo: message.replyTo, fromFile, wantsTitle: wishes }
    const turn = queueMessage(core, { conversation, sessionId: session.id }, said, kick, work)
    if (sessions.follow(conversation.id, work)) {
      // A version begins with what it is a version of.
      stores.turns.hurry(turn.id, true)
      work.publish('turn.changed', stores.turns.get(turn.id) ?? turn)
    }
    return turn.id
  }

  return {
    /** Another version of a sent message. Its attachments stay where none are given. Errors: `conflict` with the reason. */
    edit: (input: {
      readonly id: string
      readonly text: string
      readonly attachments?: readonly Attachment[] | undefined
    }): { readonly turnId: string } =>
      unitOfWork.run((work) => {
        const at = branchable(input.id)
        const kept = at.message.content.filter((block) => block.type === 'attachment')
        const given = input.attachments?.map((attachment) => ({ type: 'attachment', attachment }) as const)
        const files = given ?? kept
        if (input.text === '' && files.length === 0) throw badInput('The message is empty.')
        const words: Block[] = input.text === '' ? [] : [{ type: 'text', text: input.text }]
        return { turnId: branch(at, 'edited', [...words, ...files], work) }
      }),

    /** The same message of the user's once more, for another answer. Errors: `conflict` with the reason. */
    regenerate: (turnId: string): { readonly turnId: string } =>
      unitOfWork.run((work) => {
        if (!stores.turns.get(turnId)) throw notFound('There is no such turn.')
        const said = stores.messages.ofTurn(turnId).find(({ role }) => role === 'user')
        if (!said) throw conflict('The message that this answered was deleted. Send it again.')
        const at = branchable(said.id)
        return { turnId: branch(at, 'regenerated', [...at.message.content], work) }
      }),
  }
}
