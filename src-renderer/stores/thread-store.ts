import { create } from 'zustand'
import type { Session } from '../../src-shared/domain/session.ts'
import { call } from '../transport/call.ts'
import { conversationStore } from './conversation-store.ts'
import { loading } from './load.ts'
import { loadQuestionsOf } from './question-store.ts'
import {
  applyToThread,
  emptyThread,
  type Thread,
  type ThreadEvent,
  threadOf,
  withOlderPage,
  withSnapshot,
} from './thread.ts'
import { turnStore } from './turn-store.ts'

/** The conversations that were opened in this window, by id. Events of the others are not kept. */
export const useThreadStore = create<ReadonlyMap<string, Thread>>()(() => new Map())

export const messagePageSize = 60

/** For each load under way, the events that arrived since it began. */
const underWay = new Map<string, ThreadEvent[]>()

function update(id: string, change: (thread: Thread) => Thread): void {
  useThreadStore.setState((threads) => new Map(threads).set(id, change(threads.get(id) ?? emptyThread)), true)
}

/** Loads the newest page of a conversation, what it streams and asks, and keeps it from then on. */
export async function openThread(id: string): Promise<void> {
  if (underWay.has(id)) return
  const since: ThreadEvent[] = []
  underWay.set(id, since)
  update(id, (thread) => (thread.load.kind === 'failed' ? { ...thread, load: loading } : thread))
  const [detail, page] = await Promise.all([
    call('conversations.get', { id }),
    call('conversations.messages', { conversationId: id, limit: messagePageSize }),
    loadQuestionsOf(id),
  ])
  if (underWay.get(id) !== since) return
  underWay.delete(id)
  const failure = detail.ok ? (page.ok ? null : page.error) : detail.error
  if (!detail.ok || !page.ok) {
    if (failure)
      update(id, (thread) =>
        thread.load.kind === 'ready' ? thread : { ...thread, load: { kind: 'failed', error: failure } },
      )
    return
  }
  const { session, activeTurns, live, questions: _questions, ...conversation } = detail.data
  // Events that came meanwhile are newer than the reply, so rows that are known already are left as they are.
  if (!conversationStore.use.getState().byId.has(id) && conversation.kind === 'chat')
    conversationStore.put(conversation)
  const said = new Set(since.map((event) => (event.event === 'turn.changed' ? event.data.id : '')))
  for (const turn of [...(page.data.turns ?? []), ...activeTurns]) if (!said.has(turn.id)) turnStore.put(turn)
  const { messages, nextBefore } = page.data
  update(id, (thread) => withSnapshot(thread, { messages, nextBefore, live, session }, since))
}

/** Applies an event to its thread, if that is open. A missed piece of a streamed answer loads the thread again. */
export function applyThreadEvent(event: ThreadEvent): void {
  const id = threadOf(event)
  underWay.get(id)?.push(event)
  const before = useThreadStore.getState().get(id)
  if (!before) return
  const next = applyToThread(before, event)
  if (next !== before) update(id, () => next)
  // A divider begins a session, which no event carries.
  const newSession = event.event === 'message.appended' && event.data.role === 'divider'
  if ((next.gap && !before.gap) || newSession) void openThread(id)
}

/** Loads the page before the oldest loaded message. */
export async function loadOlder(id: string): Promise<void> {
  const thread = useThreadStore.getState().get(id)
  if (!thread || thread.nextBefore === null || thread.older === 'loading') return
  update(id, (now) => ({ ...now, older: 'loading' }))
  const page = await call('conversations.messages', {
    conversationId: id,
    limit: messagePageSize,
    before: thread.nextBefore,
  })
  for (const turn of (page.ok && page.data.turns) || [])
    if (!turnStore.use.getState().byId.has(turn.id)) turnStore.put(turn)
  update(id, (now) => (page.ok ? withOlderPage(now, page.data) : { ...now, older: 'failed' }))
}

/** Keeps only the newest page of a thread that is left, so that a long read does not stay in memory. */
export function trimThread(id: string): void {
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

/** Loads every open thread again. */
export async function reloadThreads(): Promise<void> {
  await Promise.all([...useThreadStore.getState().keys()].map(openThread))
}

export function closeThreads(): void {
  underWay.clear()
  useThreadStore.setState(new Map(), true)
}
