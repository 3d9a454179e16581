import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Turn } from '../src-shared/domain/turn.ts'
import type { ComposeOptions } from './app.ts'
import { createFileHistory } from './file-history/file-history.ts'
import { createWorktrees, wantsWorktree } from './file-history/worktrees.ts'
import { createMcpDesk } from './mcp/mcp-desk.ts'
import { createMemoryNotes } from './memory/memory-notes.ts'
import type { Connections } from './models/connections.ts'
import { createProtectedPaths } from './permissions/protected-paths.ts'
import type { EventBus } from './platform/event-bus.ts'
import { conflict } from './platform/route-failure.ts'
import { createSandbox } from './sandbox/sandbox.ts'
import { parseWhen } from './scheduling/parse-words/parse-when.ts'
import type { SecretDesk } from './secrets/secret-desk.ts'
import { createSkillFolders } from './skills/skill-folders.ts'
import { createBlobStore } from './store/blob-store.ts'
import type { Core } from './store/core.ts'
import { createOutputStore } from './store/output-store.ts'
import { createSessionResults } from './turns/tools/results/session-results.ts'
import { createShellJobs } from './turns/tools/shell/shell-jobs.ts'
import type { ToolRooms } from './turns/tools/tool-rooms.ts'
import { builtInTools } from './turns/tools/tool-registry.ts'
import { createTurnTools } from './turns/turn-tools.ts'
import { isTerminal } from './turns/turn-transition.ts'
import { userWrote } from './turns/user-wrote.ts'
import { folderProblem, realFolder, workspace } from './turns/working-folder.ts'
import { createWeb } from './web/web.ts'

const dayMs = 86_400_000

/** What the assistant works with, what confines it, and what remembers how things were: a part of `compose.ts`. */
export function wireHands(
  core: Core,
  options: ComposeOptions,
  parts: {
    readonly bus: EventBus
    readonly connections: Connections
    readonly secrets: SecretDesk
    readonly spendProblem: (turnId: string) => string | null
  },
) {
  const { bus, connections, secrets } = parts
  const { dataDir, desktop, env, version } = options
  const { stores, clock, ids, logger } = core
  const { settings, vault } = desktop
  const home = homedir()

  const blobs = createBlobStore(join(dataDir, 'blobs'), ids)
  const outputs = createOutputStore(join(dataDir, 'outputs'))
  const sandbox = createSandbox({ dataDir, env, clock, logger })
  const protectedPaths = createProtectedPaths({
    dataDir,
    home,
    skillFolders: () => settings.get().skillFolders,
  })
  const history = createFileHistory(core, { blobs, settings, secretForms: () => secrets.mask().byteForms })
  const worktrees = createWorktrees(core, { folder: join(dataDir, 'worktrees') })
  const memory = createMemoryNotes(join(dataDir, 'memory'))
  const skills = createSkillFolders({ folder: join(dataDir, 'skills'), settings })
  const mcp = createMcpDesk(core, { vault, sandbox, bus, settings, protectedPaths, home, version })
  const shell = createShellJobs({ clock, sandbox, outputs })
  const rooms: ToolRooms = {
    clock,
    settings: () => settings.get(),
    sandbox,
    outputs,
    shell,
    results: createSessionResults(stores),
    protectedPaths,
    web: createWeb({ clock, version, privateHosts: () => settings.get().privateHosts }),
    memory,
    skills,
    secrets,
    home,
    dataDir,
    trash: (each) => desktop.trash(each),
    triggerOf(words) {
      const reading = parseWhen(words, { now: clock.now(), timeZone: clock.timeZone() })
      return 'problem' in reading ? null : reading.trigger
    },
    client: ({ sessionId }) => connections.client(stores.sessions.get(sessionId)?.connectionId ?? ''),
    spendProblem: ({ turnId }) => parts.spendProblem(turnId),
    model: ({ sessionId }) => stores.sessions.get(sessionId)?.model ?? null,
    userWrote: (place, address) => userWrote(stores, place, address),
  }
  const builtIn = builtInTools(rooms)
  /** What is protected cannot be where commands may write as they like. */
  const whyNotWorkIn = (real: string): string | null => {
    const why = dirname(real) === real ? 'It is the whole computer' : protectedPaths.whyNotWrite(real)
    return why === null ? null : `${why}, so the assistant cannot work there. Choose another folder.`
  }
  let prunedAt = -Infinity
  let stopForgetting = (): void => undefined
  const quietly = (what: string, work: Promise<void>): void =>
    void work.catch((error: unknown) => logger.warn(what, { error: String(error) }))

  return {
    blobs,
    outputs,
    sandbox,
    history,
    memory,
    skills,
    mcp,
    rooms,
    builtIn,
    tools: createTurnTools({ builtIn, mcp, leave: (turnId) => shell.leave(turnId) }),

    /** Why a real path is not written to without being asked, as the beginning of a sentence, or `null`. */
    whyNotWrite: (real: string): string | null => protectedPaths.whyNotWrite(real),

    /** Why a path cannot be a working directory, in words, or `null` when it can. */
    async folderProblem(path: string): Promise<string | null> {
      const real = await realFolder(path)
      return (await folderProblem(path)) ?? (real === null ? null : whyNotWorkIn(real))
    },

    /** Why a tool cannot take an input that the user has edited, in words, or `null`. */
    inputProblem(tool: string, input: unknown): string | null {
      if (typeof input !== 'object' || input === null) return 'The input must be an object.'
      if (JSON.stringify(secrets.mask().deep(input)) !== JSON.stringify(input))
        return 'The input holds the value of a secret. It would be shown and kept; name the secret instead.'
      const known = builtIn.find(({ name }) => name === tool)?.prepare(input)
      return known?.ok === false ? known.message : null
    },

    /** The session's folder, or the settings', or the workspace; in a worktree of the run's own where its schedule asks. */
    async workingDirectory({ sessionId, runId }: Turn): Promise<string | null> {
      const chosen = stores.sessions.get(sessionId)?.workingDirectory ?? settings.get().workingDirectory
      const folder = chosen === null ? await workspace(join(dataDir, 'workspace')) : await realFolder(chosen)
      const problem = folder === null ? null : whyNotWorkIn(folder)
      if (problem !== null) throw conflict(problem)
      if (runId === null || folder === null) return folder
      // It stays in the one that it has, whatever becomes of its schedule.
      if (!worktrees.has(runId) && !wantsWorktree(stores, runId)) return folder
      return worktrees.folderFor(runId, folder)
    },

    /** The run's own worktree becomes a branch once its turn has ended. */
    hearTurn({ status, runId }: Turn): void {
      if (runId !== null && isTerminal(status))
        quietly('a worktree could not be finished', worktrees.finish(runId))
    },

    /** Once a day: what nothing points to any more, and what is past its limit. */
    prune(): void {
      if (clock.now() < prunedAt + dayMs) return
      prunedAt = clock.now()
      quietly('kept files could not be pruned', history.prune())
      const hasMessage = (id: string): boolean => stores.messages.get(id) !== undefined
      quietly('outputs could not be pruned', outputs.prune(hasMessage))
    },

    /** What a crash left in the middle is brought to an end. */
    start(): void {
      stopForgetting = secrets.start(bus)
      // It may take its time: turns that go on settle their own calls.
      quietly('open changes could not be settled', history.settleAll())
      quietly('worktrees could not be finished', worktrees.sweep())
    },

    async close(): Promise<void> {
      stopForgetting()
      await mcp.close()
      await sandbox.close()
      await history.close()
    },
  }
}
