import { create } from 'zustand'
import type { Session } from '../../src-shared/domain/session.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { nextFrame } from '../platform/next-frame.ts'
import { call } from '../transport/call.ts'
import { conversationStore } from './conversation-store.ts'
import { loading } from './load.ts'
import { loadQuestionsOf } from './question-store.ts'
import { applyToThread, emptyThread, type Thread, type ThreadEvent, threadOf } from './thread.ts'
import { type ThreadPage, trimmed, withNewerPage, withOlderPage, withSnapshot } from './thread-pages.ts'
import { turnStore } from './turn-store.ts'

/** The conversations that were opened in this window, by id. Events of the others are not kept. */
export const useThreadStore = create<ReadonlyMap<string, Thread>>()(() => new Map())

export const messagePageSize = 60
const mostInOnePage = 500

interface Opening {
  /** The events that arrived since it began. */
  readonly since: ThreadEvent[]
  /** What is shown became another choice meanwhile: its reply is too old. */
  stale: boolean
}

const openings = new Map<string, Opening>()
/** The same of the pages on their way. */
const recordings = new Map<string, Set<ThreadEvent[]>>()
/** The message that is read in each conversation; without one the reader is at its end. */
const reading = new Map<string, string>()
/** The message that was read when a conversation was left; without one it was left at its end. */
const leftAt = new Map<string, string>()

function update(id: string, change: (thread: Thread) => Thread): void {
  useThreadStore.setState((threads) => new Map(threads).set(id, change(threads.get(id) ?? emptyThread)), true)
}

/** Keeps where the reader is, for what is let go and what is loaded again; `null`: at the end. */
export function noteReading(id: string, messageId: string | null): void {
  if (messageId === null) reading.delete(id)
  else reading.set(id, messageId)
}

/** Where a conversation was left, for the way back; `null`: at its end. */
export function placeLeft(id: string): string | null {
  return leftAt.get(id) ?? null
}

interface OpenOptions {
  /** The message to open it at, instead of at its end. */
  readonly around?: string
  /** Nothing of what was loaded before stays. */
  readonly anew?: boolean
  /** How many messages; at most 500. */
  readonly limit?: number
}

/**
 * Loads the newest messages of a conversation, or those around one, with what it streams and asks, and keeps it from then
 * on. Where the message to open it at is gone, it opens at its end.
 */
export async function openThread(id: string, options: OpenOptions = {}): Promise<void> {
  const { around, anew = around !== undefined, limit = messagePageSize } = options
  if (openings.has(id) && !anew) return
  flushDeltas()
  const opening: Opening = { since: [], stale: false }
  openings.set(id, opening)
  update(id, (thread) => (thread.load.kind === 'failed' ? { ...thread, load: loading } : thread))
  const [detail, page] = await Promise.all([
    call('conversations.get', { id }),
    call('conversations.messages', { conversationId: id, limit, ...(around !== undefined && { around }) }),
    loadQuestionsOf(id),
  ])
  if (openings.get(id) !== opening) return
  openings.delete(id)
  if (opening.stale) return openThread(id, { anew: true, limit, ...(around !== undefined && { around }) })
  if (around !== undefined && detail.ok && !page.ok && page.error.code === 'not_found')
    return openThread(id, { anew: true })
  const failure = detail.ok ? (page.ok ? null : page.error) : detail.error
  if (!detail.ok || !page.ok) {
    if (failure)
      update(id, (thread) =>
        thread.load.kind === 'ready' ? thread : { ...thread, load: { kind: 'failed', error: failure } },
      )
    return
  }
  const { session, activeTurns, live, doing, questions: _questions, ...conversation } = detail.data
  // Events that came meanwhile are newer than the reply, so rows that are known already are left as they are.
  if (!conversationStore.use.getState().byId.has(id) && conversation.kind === 'chat')
    conversationStore.put(conversation)
  const said = new Set(opening.since.map((event) => (event.event === 'turn.changed' ? event.data.id : '')))
  for (const turn of [...(page.data.turns ?? []), ...activeTurns]) if (!said.has(turn.id)) turnStore.put(turn)
  // They are among the events that are applied on top.
  deltas.delete(id)
  update(id, (thread) => withSnapshot(thread, { ...page.data, live, doing, session }, opening.since, anew))
}

/** Pieces of streamed answers that wait for the next picture, by conversation: the store changes once for it. */
const deltas = new Map<string, ThreadEvent[]>()
let cancelFlush: (() => void) | null = null

/** Applies the pieces of streamed answers that wait. A missed piece loads its thread again. */
export function flushDeltas(): void {
  cancelFlush?.()
  cancelFlush = null
  const waiting = [...deltas]
  deltas.clear()
  for (const [id, pieces] of waiting) {
    const before = useThreadStore.getState().get(id)
    if (!before) continue
    const next = pieces.reduce(applyToThread, before)
    if (next !== before) update(id, () => next)
    if (next.gap && !before.gap) void reloadThread(id)
  }
}

/** Applies an event to its thread, if that is open: a piece of a streamed answer with the next picture. */
export function applyThreadEvent(event: ThreadEvent): void {
  const id = threadOf(event)
  openings.get(id)?.since.push(event)
  for (const since of recordings.get(id) ?? []) since.push(event)
  if (!useThreadStore.getState().has(id)) return
  if (event.event === 'message.delta') {
    const pieces = deltas.get(id)
    if (pieces) pieces.push(event)
    else deltas.set(id, [event])
    if (cancelFlush !== null) return
    const cancel = nextFrame(flushDeltas)
    // In a window that is not seen they are applied already.
    if (deltas.size > 0) cancelFlush = cancel
    return
  }
  flushDeltas()
  const before = useThreadStore.getState().get(id)
  if (!before) return
  const next = trimmed(applyToThread(before, event), reading.get(id) ?? null)
  if (next !== before) update(id, () => next)
}

/** Loads an open thread again where it is read: what it shows became another choice of its messages. */
export async function reloadThread(id: string): Promise<void> {
  const thread = useThreadStore.getState().get(id)
  if (!thread) return
  const opening = openings.get(id)
  if (opening) {
    opening.stale = true
    return
  }
  const limit = Math.min(Math.max(thread.messages.length, messagePageSize), mostInOnePage)
  const around = reading.get(id)
  // From the end on, unless what is read would not be among it.
  const isFar =
    around !== undefined &&
    (thread.nextAfter !== null ||
      thread.messages.findLastIndex((message) => message.id === around) < thread.messages.length - limit)
  await openThread(id, { anew: true, limit, ...(isFar && { around }) })
}

/** Loads the newest messages of a thread whose window is elsewhere. */
export async function loadLatest(id: string): Promise<void> {
  reading.delete(id)
  if (useThreadStore.getState().get(id)?.nextAfter !== null) await openThread(id, { anew: true })
}

/** Loads the page before the oldest loaded message. */
export async function loadOlder(id: string): Promise<void> {
  const thread = useThreadStore.getState().get(id)
  const first = thread?.messages[0]
  if (!thread || !first || thread.nextBefore === null || thread.older === 'loading') return
  update(id, (now) => ({ ...now, older: 'loading' }))
  const cursor =
    thread.nextBefore === 'cut'
      ? { around: first.id, limit: 2 * messagePageSize }
      : { before: thread.nextBefore, limit: messagePageSize }
  await loadPage(id, cursor, (now, page, since) => {
    if (now.messages[0]?.id !== first.id) return { ...now, older: 'idle' }
    if (page === null) return { ...now, older: 'failed' }
    return trimmed(withOlderPage(now, page, since), reading.get(id) ?? null)
  })
}

/** Loads the page after the newest loaded message. */
export async function loadNewer(id: string): Promise<void> {
  const thread = useThreadStore.getState().get(id)
  const last = thread?.messages.at(-1)
  if (!thread || !last || thread.nextAfter === null || thread.newer === 'loading') return
  update(id, (now) => ({ ...now, newer: 'loading' }))
  const cursor =
    thread.nextAfter === 'cut'
      ? { around: last.id, limit: 2 * messagePageSize }
      : { after: thread.nextAfter, limit: messagePageSize }
  await loadPage(id, cursor, (now, page, since) => {
    if (now.messages.at(-1)?.id !== last.id) return { ...now, newer: 'idle' }
    if (page === null) return { ...now, newer: 'failed' }
    return trimmed(withNewerPage(now, page, since), reading.get(id) ?? null)
  })
}

interface Cursor {
  readonly around?: string
  readonly before?: number
  readonly after?: number
  readonly limit: number
}

/** Joins a page on; `change` leaves it out where the thread was opened elsewhere meanwhile. `null`: it did not come. */
async function loadPage(
  id: string,
  cursor: Cursor,
  change: (thread: Thread, page: ThreadPage | null, since: readonly ThreadEvent[]) => Thread,
): Promise<void> {
  const since: ThreadEvent[] = []
  const all = recordings.get(id) ?? new Set()
  recordings.set(id, all.add(since))
  const reply = await call('conversations.messages', { conversationId: id, ...cursor })
  all.delete(since)
  flushDeltas()
  // It was left.
  if (!useThreadStore.getState().has(id)) return
  keepTurns((reply.ok && reply.data.turns) || [])
  update(id, (thread) => change(thread, reply.ok ? reply.data : null, since))
}

function keepTurns(turns: readonly Turn[]): void {
  const { byId } = turnStore.use.getState()
  for (const turn of turns) if (!byId.has(turn.id)) turnStore.put(turn)
}

/** Forgets a thread that is left, so that a long read does not stay in memory. */
export function trimThread(id: string): void {
  const read = reading.get(id)
  if (read === undefined) leftAt.delete(id)
  else leftAt.set(id, read)
  reading.delete(id)
  deltas.delete(id)
  openings.delete(id)
  if (!useThreadStore.getState().has(id)) return
  useThreadStore.setState((threads) => {
    const rest = new Map(threads)
    rest.delete(id)
    return rest
  }, true)
}

export function setThreadSession(id: string, session: Session): void {
  update(id, (thread) => ({ ...thread, session }))
}

/** Loads every open thread again, each where it is read; one that is being loaded is not loaded twice. */
export async function reloadThreads(): Promise<void> {
  const ids = [...useThreadStore.getState().keys()]
  await Promise.all(ids.filter((id) => !openings.has(id)).map(reloadThread))
}

export function closeThreads(): void {
  cancelFlush?.()
  cancelFlush = null
  deltas.clear()
  openings.clear()
  recordings.clear()
  reading.clear()
  leftAt.clear()
  useThreadStore.setState(new Map(), true)
}
