import { createAttachmentStore } from './attachment-store.ts'
import { createChangeStore } from './change-store.ts'
import { createCompactionStore } from './compaction-store.ts'
import { createConnectionStore } from './connection-store.ts'
import { createContextStore } from './context-store.ts'
import { createConversationStore } from './conversation-store.ts'
import type { Database } from './database.ts'
import { createFactStore } from './fact-store.ts'
import { createFolderStore } from './folder-store.ts'
import { createForkStore } from './fork-store.ts'
import { createGrantStore } from './grant-store.ts'
import { createInboxStore } from './inbox-store.ts'
import { createIncidentStore } from './incident-store.ts'
import { createMcpStore } from './mcp-store.ts'
import { createMessageStore } from './message-store.ts'
import { createOutboxStore } from './outbox-store.ts'
import { createQuestionStore } from './question-store.ts'
import { createRunStore } from './run-store.ts'
import { createScheduleEventStore } from './schedule-event-store.ts'
import { createScheduleStore } from './schedule-store.ts'
import { createSearchIndexStore } from './search-index-store.ts'
import { createSearchStore } from './search-store.ts'
import { createSecretStore } from './secret-store.ts'
import { createSessionStore } from './session-store.ts'
import { createThreadStore } from './thread-store.ts'
import { createToolCallStore } from './tool-call-store.ts'
import { createTranscriptStore } from './transcript-store.ts'
import { createTurnStore } from './turn-store.ts'
import { createUsageStore } from './usage-store.ts'

export type Stores = ReturnType<typeof createStores>

/** One store per aggregate, all over the same open database. Each call is one statement or one small group of them. */
export function createStores(db: Database) {
  const toolCalls = createToolCallStore(db)
  const questions = createQuestionStore(db)
  const incidents = createIncidentStore(db)
  return {
    conversations: createConversationStore(db),
    sessions: createSessionStore(db),
    turns: createTurnStore(db),
    messages: createMessageStore(db, toolCalls),
    threads: createThreadStore(db, toolCalls),
    forks: createForkStore(db),
    folders: createFolderStore(db),
    compactions: createCompactionStore(db),
    transcripts: createTranscriptStore(db),
    contexts: createContextStore(db, toolCalls),
    toolCalls,
    attachments: createAttachmentStore(db),
    schedules: createScheduleStore(db),
    scheduleEvents: createScheduleEventStore(db),
    facts: createFactStore(db),
    runs: createRunStore(db),
    questions,
    inbox: createInboxStore(db, questions, incidents),
    incidents,
    grants: createGrantStore(db),
    secrets: createSecretStore(db),
    connections: createConnectionStore(db),
    mcpServers: createMcpStore(db),
    changes: createChangeStore(db),
    outbox: createOutboxStore(db),
    search: createSearchStore(db),
    searchIndex: createSearchIndexStore(db),
    usage: createUsageStore(db),
  }
}
