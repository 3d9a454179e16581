import type { Message } from '../../src-shared/domain/message.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import type { BranchPoint, LiveMessage, TurnDoing } from '../../src-shared/ipc/conversation-routes.ts'
import { applyToThread, type Edge, type Thread, type ThreadEvent } from './thread.ts'

/** Messages that one load brought, oldest first. */
export interface ThreadPage {
  readonly messages: readonly Message[]
  readonly nextBefore: number | null
  readonly nextAfter?: number | null | undefined
  readonly branches?: readonly BranchPoint[] | undefined
}

/** What opening a conversation brings: a page, and what is under way there. */
export interface ThreadSnapshot extends ThreadPage {
  readonly live: readonly LiveMessage[]
  readonly doing?: readonly TurnDoing[] | undefined
  readonly session: Session | null
}

function branchesOf(page: ThreadPage): [string, BranchPoint][] {
  return (page.branches ?? []).map((point) => [point.messageId, point])
}

/**
 * The thread after a load, with the events that arrived since the load began applied on top. Older pages that were
 * loaded before stay if they join on to the newest page, unless `anew`: what is shown became another choice.
 */
export function withSnapshot(
  thread: Thread,
  snapshot: ThreadSnapshot,
  since: readonly ThreadEvent[],
  anew = false,
): Thread {
  const nextAfter = snapshot.nextAfter ?? null
  const first = snapshot.messages[0]
  const joint =
    first && !anew && nextAfter === null
      ? thread.messages.findIndex((message) => message.id === first.id)
      : -1
  const committed = new Set(snapshot.messages.map((message) => message.id))
  const loaded: Thread = {
    ...thread,
    load: { kind: 'ready' },
    messages: joint > 0 ? [...thread.messages.slice(0, joint), ...snapshot.messages] : snapshot.messages,
    nextBefore: joint > 0 ? thread.nextBefore : snapshot.nextBefore,
    older: 'idle',
    nextAfter,
    newer: 'idle',
    branches: new Map([...(joint > 0 ? thread.branches : []), ...branchesOf(snapshot)]),
    live: snapshot.live.filter((live) => !committed.has(live.messageId)),
    doing: snapshot.doing ?? [],
    session: snapshot.session,
    gap: false,
  }
  return since.reduce(applyToThread, loaded)
}

/** The thread with a page of older messages in front, and the events since it was asked for applied again. */
export function withOlderPage(thread: Thread, page: ThreadPage, since: readonly ThreadEvent[] = []): Thread {
  const known = new Set(thread.messages.map((message) => message.id))
  const older = page.messages.filter((message) => !known.has(message.id))
  return since.reduce(applyToThread, {
    ...thread,
    messages: [...older, ...thread.messages],
    nextBefore: page.nextBefore,
    older: 'idle',
    branches: new Map([...thread.branches, ...branchesOf(page)]),
  })
}

/** The thread with a page of newer messages behind, and the events since it was asked for applied again. */
export function withNewerPage(thread: Thread, page: ThreadPage, since: readonly ThreadEvent[]): Thread {
  const known = new Set(thread.messages.map((message) => message.id))
  const newer = page.messages.filter((message) => !known.has(message.id))
  return since.reduce(applyToThread, {
    ...thread,
    messages: [...thread.messages, ...newer],
    nextAfter: page.nextAfter ?? null,
    newer: 'idle',
    branches: new Map([...thread.branches, ...branchesOf(page)]),
  })
}

/** So many messages are held at most, and a page or two more: beyond that those far from the reader are let go. */
export const mostHeld = 1500
const slack = 120

/** The thread without what lies farthest from the message that is read; `null`: the reader is at the end. */
export function trimmed(thread: Thread, reading: string | null): Thread {
  const { messages } = thread
  if (messages.length <= mostHeld + slack) return thread
  const at = reading === null ? messages.length : messages.findIndex((message) => message.id === reading)
  const middle = at === -1 ? messages.length : at
  const start = Math.min(Math.max(middle - mostHeld / 2, 0), messages.length - mostHeld)
  const end = start + mostHeld
  const edge = (isCut: boolean, before: Edge): Edge => (isCut ? 'cut' : before)
  const kept = messages.slice(start, end)
  const ids = new Set(kept.map((message) => message.id))
  return {
    ...thread,
    messages: kept,
    nextBefore: edge(start > 0, thread.nextBefore),
    nextAfter: edge(end < messages.length, thread.nextAfter),
    branches: new Map([...thread.branches].filter(([id]) => ids.has(id))),
  }
}
