import { assertNever } from '../../src-shared/domain/assert-never.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { connectionStore, loadConnections } from './connection-store.ts'
import { conversationStore, loadConversations, newestFirst } from './conversation-store.ts'
import { folderStore, loadFolders } from './folder-store.ts'
import { incidentStore, loadIncidents } from './incident-store.ts'
import {
  applyIncidentToInbox,
  applyQuestionToInbox,
  inboxStore,
  loadInbox,
  reloadInboxSoon,
  useInboxCounts,
} from './inbox-store.ts'
import { mcpStore } from './mcp-store.ts'
import { outgoingArrived } from './outgoing-store.ts'
import { loadOpenQuestions, questionStore } from './question-store.ts'
import { applyRunEvent, loadRuns, runStore } from './run-store.ts'
import { loadSchedules, scheduleStore } from './schedule-store.ts'
import { applySettings, loadSettings } from './settings-store.ts'
import { loadStatus, refreshStatus, useStatusStore } from './status-store.ts'
import { applyThreadEvent, reloadThread, reloadThreads } from './thread-store.ts'
import { loadActiveTurns, turnStore } from './turn-store.ts'
import { tellWork } from './work-events.ts'

/** How many of the newest chats are asked for turns under way: those with one are the newest. */
const chatsToAsk = 30

/** Applies one event of the main process to every store that it concerns. */
export function applyEvent(event: AppEvent): void {
  switch (event.event) {
    case 'run.changed':
      runStore.put(event.data)
      return refreshStatus()
    case 'run.event':
      return applyRunEvent(event.data)
    case 'question.changed':
      questionStore.put(event.data)
      return applyQuestionToInbox(event.data)
    case 'inbox.changed':
      useInboxCounts.setState({ waiting: event.data.waiting, unread: event.data.unread })
      if (event.data.item) inboxStore.put(event.data.item)
      // Many were changed at once: they are read again.
      else reloadInboxSoon()
      return
    case 'message.appended':
    case 'message.changed':
      outgoingArrived(event.data)
      return applyThreadEvent(event)
    case 'message.delta':
    case 'message.removed':
    case 'session.changed':
    case 'turn.doing':
      return applyThreadEvent(event)
    case 'thread.changed':
      void reloadThread(event.data.conversationId)
      return
    case 'turn.changed':
      turnStore.put(event.data)
      applyThreadEvent(event)
      return refreshStatus()
    case 'schedule.changed':
      if ('removed' in event.data) scheduleStore.remove(event.data.id)
      else scheduleStore.put(event.data)
      return refreshStatus()
    case 'settings.changed':
      return applySettings(event.data)
    case 'conversation.changed':
      if ('removed' in event.data) conversationStore.remove(event.data.id)
      else if (event.data.kind === 'chat') conversationStore.put(event.data)
      return
    case 'folder.changed':
      if ('removed' in event.data) folderStore.remove(event.data.id)
      else folderStore.put(event.data)
      return
    case 'connection.changed':
      if ('removed' in event.data) connectionStore.remove(event.data.id)
      else connectionStore.put(event.data)
      return
    case 'incident.changed':
      incidentStore.put(event.data)
      return applyIncidentToInbox(event.data)
    case 'mcp.changed':
      if ('removed' in event.data) mcpStore.remove(event.data.id)
      else mcpStore.put(event.data)
      return
    // The pages that list them hear it themselves.
    case 'grants.changed':
    case 'secrets.changed':
      return
    case 'tool.output':
    case 'steps.changed':
    case 'changes.changed':
      return tellWork(event)
    default:
      return assertNever(event)
  }
}

/** Loads everything again: at start, after an error, and when a window that was suspended comes back. */
export async function loadStores(): Promise<void> {
  await Promise.all([
    loadSettings(),
    loadStatus(),
    loadConversations(),
    loadFolders(),
    loadOpenQuestions(),
    loadInbox(),
    loadIncidents(),
    loadRuns(),
    loadSchedules(),
    loadConnections(),
    reloadThreads(),
  ])
  const status = useStatusStore.getState().status
  if (status && status.running + status.waiting > 0) {
    const chats = newestFirst(conversationStore.use.getState().byId).slice(0, chatsToAsk)
    await loadActiveTurns(chats.map((chat) => chat.id))
  }
}

/**
 * Feeds the stores of this window: subscribes first and loads then, so that nothing falls in between. Called once by
 * each window's entry. The returned function ends the subscription.
 */
export function startStores(): () => void {
  const stop = window.dormouse.onEvent(applyEvent)
  void loadStores()
  return stop
}
