import type { Message } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { BranchPoint, LiveMessage, TurnDoing } from '../../src-shared/ipc/conversation-routes.ts'
import type { AppEvent, EventMap, MessageDelta } from '../../src-shared/ipc/events.ts'
import { type Load, loading } from './load.ts'

/**
 * What lies beyond an end of the loaded messages: `null` nothing; a number the cursor to ask with; `cut` messages that
 * were loaded and let go again, to be asked for around the outermost one.
 */
export type Edge = number | null | 'cut'

export type PageState = 'idle' | 'loading' | 'failed'

/**
 * A window on the messages of one conversation, and what is being streamed into it. It need not be at the end: then
 * nothing is appended to it, and what arrives is loaded when the reader gets there.
 */
export interface Thread {
  readonly load: Load
  /** Oldest first. */
  readonly messages: readonly Message[]
  readonly nextBefore: Edge
  readonly older: PageState
  readonly nextAfter: Edge
  readonly newer: PageState
  /** Where the messages part from others, by the message that stands there now. */
  readonly branches: ReadonlyMap<string, BranchPoint>
  /** At most one for each turn. */
  readonly live: readonly LiveMessage[]
  /** What its running turns do besides answering; at most one for each. */
  readonly doing: readonly TurnDoing[]
  readonly session: Session | null
  /** Set when a piece of a streamed answer was missed; the conversation is then loaded again. */
  readonly gap: boolean
}

export const emptyThread: Thread = {
  load: loading,
  messages: [],
  nextBefore: null,
  older: 'idle',
  nextAfter: null,
  newer: 'idle',
  branches: new Map(),
  live: [],
  doing: [],
  session: null,
  gap: false,
}

/** The events that change a thread. */
export type ThreadEvent = Extract<
  AppEvent,
  {
    event:
      | 'message.appended'
      | 'message.changed'
      | 'message.removed'
      | 'message.delta'
      | 'turn.changed'
      | 'turn.doing'
      | 'session.changed'
  }
>

/** The conversation that an event belongs to. */
export function threadOf(event: ThreadEvent): string {
  return event.data.conversationId
}

/**
 * The thread after one event. Applying all events since a load again, in their order, to a page that contains some of
 * them already gives the same as applying them once.
 */
export function applyToThread(thread: Thread, event: ThreadEvent): Thread {
  switch (event.event) {
    case 'message.appended':
      return withAppended(thread, event.data)
    case 'message.changed':
      return withChanged(thread, event.data)
    case 'message.removed':
      return withoutMessage(thread, event.data.id)
    case 'message.delta':
      return withDelta(thread, event.data)
    case 'turn.changed':
      return withTurn(thread, event.data)
    case 'turn.doing':
      return withDoing(thread, event.data)
    case 'session.changed':
      return { ...thread, session: event.data }
  }
}

/** At the end of the conversation now, also where it was shown before: a queued message whose turn begins. */
function withAppended(thread: Thread, message: Message): Thread {
  const others = thread.messages.filter((known) => known.id !== message.id)
  return {
    ...thread,
    messages: thread.nextAfter === null ? [...others, message] : others,
    live: thread.live.filter((live) => live.messageId !== message.id),
  }
}

function withChanged(thread: Thread, message: Message): Thread {
  const at = thread.messages.findLastIndex((known) => known.id === message.id)
  return at === -1 ? thread : { ...thread, messages: thread.messages.with(at, message) }
}

function withoutMessage(thread: Thread, id: string): Thread {
  return thread.messages.some((message) => message.id === id)
    ? { ...thread, messages: thread.messages.filter((message) => message.id !== id) }
    : thread
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
  const isOf = ({ turnId }: { readonly turnId: string }): boolean => turnId === turn.id
  if (turn.status === 'running' || !(thread.live.some(isOf) || thread.doing.some(isOf))) return thread
  return {
    ...thread,
    live: thread.live.filter((live) => !isOf(live)),
    doing: thread.doing.filter((one) => !isOf(one)),
  }
}

function withDoing(thread: Thread, { doing, ...of }: EventMap['turn.doing']): Thread {
  const others = thread.doing.filter(({ turnId }) => turnId !== of.turnId)
  return { ...thread, doing: doing === null ? others : [...others, { ...of, doing }] }
}
