import { connectionStore, useKeyStorage } from '../stores/connection-store.ts'
import { conversationStore } from '../stores/conversation-store.ts'
import { folderStore } from '../stores/folder-store.ts'
import { incidentStore } from '../stores/incident-store.ts'
import { resetToolTitles } from '../permissions/tool-titles.ts'
import { resetToolStatus } from '../permissions/tool-status-store.ts'
import { useToolsPart } from '../settings/tools/tools-tab.tsx'
import { inboxStore, resetInboxPaging } from '../stores/inbox-store.ts'
import { mcpStore } from '../stores/mcp-store.ts'
import { useOutgoingStore } from '../stores/outgoing-store.ts'
import { questionStore } from '../stores/question-store.ts'
import { resetRunPaging, runStore } from '../stores/run-store.ts'
import { scheduleStore } from '../stores/schedule-store.ts'
import { resetSettings } from '../stores/settings-store.ts'
import { resetStatus } from '../stores/status-store.ts'
import { closeThreads } from '../stores/thread-store.ts'
import { turnStore } from '../stores/turn-store.ts'

/** Makes every store as it is in a window that was just opened. For tests. */
export function resetStores(): void {
  const entityStores = [
    connectionStore,
    conversationStore,
    folderStore,
    inboxStore,
    incidentStore,
    mcpStore,
    questionStore,
    runStore,
    scheduleStore,
    turnStore,
  ]
  for (const store of entityStores) store.reset()
  useKeyStorage.setState({ keyStorage: null })
  useOutgoingStore.setState([], true)
  resetInboxPaging()
  resetRunPaging()
  resetSettings()
  resetStatus()
  resetToolStatus()
  resetToolTitles()
  useToolsPart.setState({ part: 'Permissions' })
  closeThreads()
}
