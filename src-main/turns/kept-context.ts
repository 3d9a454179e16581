import { atOnce, type Sliced } from '../../src-shared/domain/at-once.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { RequestMessage } from '../models/model-client.ts'
import type { EventBus } from '../platform/event-bus.ts'
import { inSlices } from '../platform/in-slices.ts'
import type { Stores } from '../store/stores.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { earlierMessages, wholeContext } from './build-context.ts'
import { encodeBase64 } from './encode-base64.ts'
import type { CallView } from './message-parts.ts'
import { type ContextRows, contextRows, contextTurn, rowsAfterStep } from './read-context.ts'

/** The rows that a call is built from, with its messages. */
export interface BuiltContext {
  readonly rows: ContextRows
  readonly messages: readonly RequestMessage[]
}

/** The context of a running turn, from one of its calls to the next. */
export interface KeptContext {
  /** As the rows are when it resolves. It lets others get a turn meanwhile. */
  build(call: CallView): Promise<BuiltContext>
  /** An attached file in base64, read once; `null`: it is not kept any more. */
  encoded(blob: string): Promise<string | null>
  /** Forgets it, and hears of no more changes. */
  end(): void
}

export interface KeptContextParts {
  readonly stores: Stores
  readonly bus: Pick<EventBus, 'subscribe'>
  readonly blobs: Pick<BlobStore, 'read'>
}

/** So often others may change what is being read, until it is read at once. */
const mostTries = 3

/**
 * Keeps what stands before a turn from one of its calls to the next: only what the turn itself has added is read each time.
 * Whatever else changes in the conversation is told in an event of it, and then all is read anew: so what is built is always
 * what would be built from nothing.
 */
export function createKeptContext({ stores, bus, blobs }: KeptContextParts, turn: Turn): KeptContext {
  const files = new Map<string, string>()
  let isStale = false
  let kept: {
    readonly rows: ContextRows
    readonly call: CallView
    readonly before: RequestMessage[]
  } | null = null
  const unsubscribe = bus.subscribe((event) => {
    if (isOfOthers(event, turn)) isStale = true
  })

  function* build(call: CallView): Sliced<BuiltContext> {
    const rows =
      kept === null
        ? yield* contextRows(stores, turn.sessionId, turn.id)
        : yield* rowsAfterStep(stores, turn, kept.rows)
    const { turns, executes, start } = rows
    const own = executes ? turns.at(-1) : undefined
    const earlier = (own ? turns.slice(0, -1) : turns).map(contextTurn)
    const before =
      kept !== null && isSameCall(kept.call, call)
        ? kept.before
        : yield* earlierMessages(earlier, { call, start })
    yield
    kept = { rows, call, before }
    return { rows, messages: wholeContext(before, own ? contextTurn(own) : null, { call }) }
  }

  return {
    async build(call) {
      for (let tries = 1; ; tries++) {
        if (isStale) kept = null
        isStale = false
        const built = tries > mostTries ? atOnce(build(call)) : await inSlices(build(call))
        if (!isStale) return built
      }
    },
    async encoded(blob) {
      const known = files.get(blob)
      if (known !== undefined) return known
      const bytes = await blobs.read(blob)
      const text = bytes && (await encodeBase64(bytes))
      if (text !== null) files.set(blob, text)
      return text
    },
    end() {
      unsubscribe()
      kept = null
      files.clear()
    },
  }
}

/** Whether it tells of a change to what stands before the turn, or may: its own steps change nothing there. */
function isOfOthers({ event, data }: AppEvent, turn: Turn): boolean {
  switch (event) {
    case 'message.appended':
    case 'message.changed':
      // A notice may be replied to from another conversation.
      return (
        data.turnId !== turn.id && (data.conversationId === turn.conversationId || data.role === 'notice')
      )
    case 'turn.changed':
      return data.conversationId === turn.conversationId && data.id !== turn.id
    case 'thread.changed':
    case 'session.changed':
      return data.conversationId === turn.conversationId
    case 'message.removed':
      return true
    default:
      return false
  }
}

function isSameCall(one: CallView, other: CallView): boolean {
  return (
    one.model === other.model &&
    one.connectionId === other.connectionId &&
    one.takes.images === other.takes.images &&
    one.takes.documents === other.takes.documents &&
    one.tools.size === other.tools.size &&
    [...one.tools].every((name) => other.tools.has(name))
  )
}
