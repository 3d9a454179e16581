import { takenContent } from '../models/taken-content.ts'
import type { Stores } from '../store/stores.ts'

/** So many tools are named. */
const mostNamed = 5

/**
 * What a model gets of the content of these sessions in another form, each a sentence for the user. What is not known of a
 * model is not said.
 */
export function conversions(
  stores: Pick<Stores, 'attachments' | 'toolCalls' | 'mcpServers' | 'turns' | 'messages' | 'sessions'>,
  sessionIds: readonly string[],
  call: { readonly model: string; readonly connectionId: string },
): string[] {
  const { attachments, toolCalls, mcpServers } = stores
  const takes = takenContent(call.connectionId, call.model)
  const { images, documents } = attachments.inSessions(sessionIds)
  const there = mcpServers
    .list()
    .filter(({ enabled }) => enabled)
    .map(({ name }) => `mcp__${name}__`)
  const gone = toolCalls
    .serverToolsOf(sessionIds)
    .filter((name) => !there.some((prefix) => name.startsWith(prefix)))
  return [
    ...(takes.images ? [] : untaken(images, 'picture', 'see')),
    ...(takes.documents ? [] : untaken(documents, 'document', 'read')),
    ...(gone.length === 0
      ? []
      : [`What was done with tools that are not there any more is told in words: ${namedFirst(gone)}.`]),
    ...(thinksOn(stores, sessionIds)
      ? ['What the earlier model thought about the work under way is not handed on.']
      : []),
  ]
}

/** Thoughts are needed while their turn goes on, and are signed for one model. */
function thinksOn(
  { turns, messages, sessions }: Pick<Stores, 'turns' | 'messages' | 'sessions'>,
  sessionIds: readonly string[],
): boolean {
  const conversations = new Set(sessionIds.flatMap((id) => sessions.get(id)?.conversationId ?? []))
  return [...conversations]
    .flatMap((id) => turns.active(id))
    .filter(({ sessionId }) => sessionIds.includes(sessionId))
    .flatMap(({ id }) => messages.ofTurn(id))
    .some(({ content }) => content.some(({ type }) => type === 'thinking' || type === 'redacted_thinking'))
}

function untaken(count: number, what: string, how: string): string[] {
  if (count === 0) return []
  if (count === 1) return [`1 ${what} stays in the conversation; this model cannot ${how} it.`]
  return [`${count} ${what}s stay in the conversation; this model cannot ${how} them.`]
}

function namedFirst(names: readonly string[]): string {
  const rest = names.length - mostNamed
  return [...names.slice(0, mostNamed), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}
