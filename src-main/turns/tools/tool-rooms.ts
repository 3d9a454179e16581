import type { Trigger } from '../../../src-shared/domain/schedule.ts'
import type { Settings } from '../../../src-shared/domain/settings.ts'
import type { MemoryNotes } from '../../memory/memory-notes.ts'
import type { ModelClient } from '../../models/model-client.ts'
import type { ProtectedPaths } from '../../permissions/protected-paths.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { SecretDesk } from '../../secrets/secret-desk.ts'
import type { SkillFolders } from '../../skills/skill-folders.ts'
import type { OutputStore } from '../../store/output-store.ts'
import type { Web } from '../../web/web.ts'
import type { SessionResults } from './results/session-results.ts'
import type { ShellJobs } from './shell/shell-jobs.ts'

/** What the built-in tools work with. */
export interface ToolRooms {
  readonly clock: Clock
  readonly settings: () => Settings
  readonly sandbox: Sandbox
  readonly outputs: OutputStore
  /** The commands that run. */
  readonly shell: ShellJobs
  /** What is kept of long results. */
  readonly results: SessionResults
  readonly protectedPaths: ProtectedPaths
  readonly web: Web
  readonly memory: MemoryNotes
  readonly skills: SkillFolders
  /** By name; a value goes to the program that needs it, and what hides it everywhere else. */
  readonly secrets: Pick<SecretDesk, 'state' | 'open' | 'mask'>
  /** Absolute paths of the user's home and of Dormouse's data folder. */
  readonly home: string
  readonly dataDir: string
  /** Moves a file or folder to the system's trash. Rejects with a sentence where there is none. */
  trash(path: string): Promise<void>
  /** What words such as "every weekday at 9" come to now; `null` where they are no time. */
  triggerOf(words: string): Trigger | null
  /** The model client of a turn's session, for tools that the connection itself provides. */
  client(place: { readonly sessionId: string }): Promise<ModelClient>
  /** Why a tool may make no model call of its own now, in words for the model; `null`: it may. */
  spendProblem(place: { readonly turnId: string }): string | null
  /** The model that a turn's session has chosen; `null`: its connection's default. */
  model(place: { readonly sessionId: string }): string | null
  /** Whether an address stands word for word in what the user wrote in this conversation, or in its run's instruction. */
  userWrote(place: { readonly conversationId: string }, address: string): boolean
}
