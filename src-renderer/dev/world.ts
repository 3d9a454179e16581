import type { Connection, KeyStorage } from '../../src-shared/domain/connection.ts'
import type { Conversation, Folder } from '../../src-shared/domain/conversation.ts'
import type { Grant } from '../../src-shared/domain/grant.ts'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { Message } from '../../src-shared/domain/message.ts'
import type { Question } from '../../src-shared/domain/question.ts'
import type { Run, RunEvent } from '../../src-shared/domain/run.ts'
import type { Schedule } from '../../src-shared/domain/schedule.ts'
import type { Session } from '../../src-shared/domain/session.ts'
import { defaultSettings, type Settings } from '../../src-shared/domain/settings.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { LiveMessage } from '../../src-shared/ipc/conversation-routes.ts'
import { type BranchWorld, emptyBranchWorld } from './branch-world.ts'
import { emptyPauseWorld, type PauseWorld } from './pause-world.ts'
import { emptyToolWorld, type ToolWorld } from './tool-world.ts'
import { emptyWorkWorld, type WorkWorld } from './work-world.ts'

/** The rows of a fake main process. */
export interface World {
  conversations: Conversation[]
  folders: Folder[]
  /** Oldest first. */
  messages: Message[]
  sessions: Session[]
  turns: Turn[]
  live: LiveMessage[]
  questions: Question[]
  inbox: InboxItem[]
  incidents: Incident[]
  runs: Run[]
  runEvents: RunEvent[]
  schedules: Schedule[]
  connections: Connection[]
  keyStorage: KeyStorage
  grants: Grant[]
  branchWorld: BranchWorld
  toolWorld: ToolWorld
  pauseWorld: PauseWorld
  workWorld: WorkWorld
  settings: Settings
}

export function emptyWorld(): World {
  return {
    conversations: [],
    folders: [],
    messages: [],
    sessions: [],
    turns: [],
    live: [],
    questions: [],
    inbox: [],
    incidents: [],
    runs: [],
    runEvents: [],
    schedules: [],
    connections: [
      {
        id: 'practice',
        kind: 'practice',
        name: 'Practice model',
        baseUrl: null,
        defaultModel: 'practice-1',
        contextTokens: null,
        hasKey: false,
        isDefault: true,
      },
    ],
    keyStorage: 'keyring',
    grants: [],
    branchWorld: emptyBranchWorld(),
    toolWorld: emptyToolWorld(),
    pauseWorld: emptyPauseWorld(),
    workWorld: emptyWorkWorld(),
    settings: { ...defaultSettings, welcomed: true },
  }
}
