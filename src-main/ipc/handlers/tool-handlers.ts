import type { FileHistory } from '../../file-history/file-history.ts'
import { conflict, notFound } from '../../platform/route-failure.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Core } from '../../store/core.ts'
import type { OutputStore } from '../../store/output-store.ts'
import { readSteps } from '../../turns/read-steps.ts'
import type { AnyTool } from '../../turns/tools/tool.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  Extract<keyof Handlers, `tools.${string}` | `outputs.${string}` | `changes.${string}`> | 'turns.steps'
>

export function toolHandlers(
  { stores }: Core,
  parts: {
    readonly tools: readonly AnyTool[]
    readonly sandbox: Sandbox
    readonly outputs: OutputStore
    readonly history: FileHistory
  },
): Routes {
  const { tools, sandbox, outputs, history } = parts
  const existing = (turnId: string): string => {
    if (!stores.turns.get(turnId))
      throw notFound('There is no such turn. Its conversation may have been removed.')
    return turnId
  }
  /** The branch that holds what the turn's run changed, where it worked in a worktree of its own. */
  const branchOf = (turnId: string): string | null => {
    const runId = stores.turns.get(turnId)?.runId ?? null
    return runId === null ? null : (stores.runs.get(runId)?.branch ?? null)
  }

  return {
    'tools.list': () => tools.map(({ name, title, effects }) => ({ name, title, effects: [...effects] })),
    'tools.status': async () => ({ sandbox: await sandbox.status(), ...(await history.status()) }),
    'turns.steps': ({ turnId }) => readSteps(stores, existing(turnId)),
    'outputs.read': async ({ messageId, toolUseId, offset, limit }) => {
      const piece = await outputs.read({ messageId, toolUseId }, offset, limit)
      if (!piece) throw notFound('No output of this call is kept.')
      const call = stores.toolCalls.get(messageId, toolUseId)
      return { ...piece, done: call?.status !== 'started' && piece.nextOffset >= piece.totalBytes }
    },
    'changes.list'({ turnId, call }) {
      const found = history.list(existing(turnId), call)
      return branchOf(turnId) === null ? found : { ...found, undo: 'none' }
    },
    'changes.diff': ({ turnId, path, call }) => history.diff(existing(turnId), path, call),
    'changes.check': ({ turnId }) => history.check(existing(turnId)),
    'changes.undo'({ turnId }) {
      const branch = branchOf(existing(turnId))
      if (branch === null) return history.undo(turnId)
      throw conflict(
        `This run worked in a worktree of its own. Its changes are on the branch ${branch}: delete that to drop them.`,
      )
    },
    'changes.redo': ({ turnId }) => history.redo(existing(turnId)),
  }
}
