import type { Message } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { LiveMessage } from '../../src-shared/ipc/conversation-routes.ts'
import type { AppEvent, MessageDelta } from '../../src-shared/ipc/events.ts'
import { type Load, loading } from './load.ts'

/** The messages of one conversation as far as they are loaded, and what is being streamed into it. */
export interface Thread {
  readonly load: Load
  /** Oldest first. */
  readonly messages: readonly Message[]
  /** What to give as `before` for older messages; `null` when all are loaded. */
  readonly nextBefore: number | null
  readonly older: 'idle' | 'loading' | 'failed'
  /** At most one for each turn. */
  readonly live: readonly LiveMessage[]
  readonly session: Session | null
  /** Set when a piece of a streamed answer was missed; the conversation is then loaded again. */
  readonly gap: boolean
}

export const emptyThread: Thread = {
  load: loading,
  messages: [],
  nextBefore: null,
  older: 'idle',
  live: [],
  session: null,
  gap: false,
}

/** The events that change a thread. */
export type ThreadEvent = Extract<
  AppEvent,
  { event: 'message.appended' | 'message.changed' | 'message.delta' | 'turn.changed' }
>

/** The conversation that an event belongs to. */
export function threadOf(event: ThreadEvent): string {
  return event.data.conversationId
}

/** The thread after one event. Applying an event again, or one that a loaded page already contains, changes nothing. */
export function applyToThread(thread: Thread, event: ThreadEvent): Thread {
  switch (event.event) {
    case 'message.appended':
    case 'message.changed':
      return withMessage(thread, event.data)
    case 'message.delta':
      return withDelta(thread, event.data)
    case 'turn.changed':
      return withTurn(thread, event.data)
  }
}

function withMessage(thread: Thread, message: Message): Thread {
  const at = thread.messages.findLastIndex((known) => known.id === message.id)
  const messages = at === -1 ? [...thread.messages, message] : thread.messages.with(at, message)
  return { ...thread, messages, live: thread.live.filter((live) => live.messageId !== message.id) }
}

function withDelta(thread: Thread, delta: MessageDelta): Thread {
  if (thread.messages.some((message) => message.id === delta.messageId)) return thread
  const known = thread.live.find((live) => live.messageId === delta.messageId)
  const before = known ?? {
    turnId: delta.turnId,
    conversationId: delta.conversationId,
    messageId: delta.messageId,
    text: '',
    thinking: '',
  }
  const had = before[delta.kind]
  if (delta.offset > had.length) return { ...thread, gap: true }
  const fresh = delta.text.slice(had.length - delta.offset)
  if (known && fresh === '') return thread
  const live = { ...before, [delta.kind]: had + fresh }
  // A turn streams one message at a time: a second id means that the first attempt was given up.
  return { ...thread, live: [...thread.live.filter((other) => other.turnId !== delta.turnId), live] }
}

function withTurn(thread: Thread, turn: Turn): Thread {
  const streams = turn.status === 'running'
  if (streams || !thread.live.some((live) => live.turnId === turn.id)) return thread
  return { ...thread, live: thread.live.filter((live) => live.turnId !== turn.id) }
}

/** What a load of the newest page brought. */
export interface ThreadSnapshot {
  readonly messages: readonly Message[]
  readonly nextBefore: number | null
  readonly live: readonly LiveMessage[]
  readonly session: Session | null
}

/**
 * The thread after a load, with the events that arrived since the load began applied on top. Older pages that were
 * loaded before stay, if they join on to the newest page.
 */
export function withSnapshot(
  thread: Thread,
  snapshot: ThreadSnapshot,
  since: readonly ThreadEvent[],
): Thread {
  const first = snapshot.messages[0]
  const joint = first ? thread.messages.findIndex((message) => message.id === first.id) : -1
  const committed = new Set(snapshot.messages.map((message) => message.id))
  const loaded: Thread = {
    ...thread,
    load: { kind: 'ready' },
    messages: joint > 0 ? [...thread.messages.slice(0, joint), ...snapshot.messages] : snapshot.messages,
    nextBefore: joint > 0 ? thread.nextBefore : snapshot.nextBefore,
    live: snapshot.live.filter((live) => !committed.has(live.messageId)),
    session: snapshot.session,
    gap: false,
  }
  return since.reduce(applyToThread, loaded)
}

/** The thread with a page of older messages in front. */
export function withOlderPage(
  thread: Thread,
  page: { readonly messages: readonly Message[]; readonly nextBefore: number | null },
): Thread {
  const known = new Set(thread.messages.map((message) => message.id))
  const older = page.messages.filter((message) => !known.has(message.id))
  return { ...thread, messages: [...older, ...thread.messages], nextBefore: page.nextBefore, older: 'idle' }
}
