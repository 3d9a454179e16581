import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Grant, OperationPart } from '../../src-shared/domain/grant.ts'
import { coveringGrant, operationText } from '../permissions/grant-matcher.ts'
import { fileTools } from '../turns/tools/files/file-tools.ts'
import { runCommandTool } from '../turns/tools/shell/run-command.ts'
import { webFetchTool } from '../turns/tools/web/web-fetch.ts'
import { fakePlace, fakeRooms } from './fake-rooms.ts'

/** Calls of the real tools, as they are judged before anything is done, over folders of a test's own. */
export interface GrantedCalls {
  /** Holds `proj`, which is the working directory, `proj/src`, `proj-secret`, `other` and `.ssh`; it is the home too. */
  readonly root: string
  /** What a call would do, exactly; `null` where that is not known, or where the call is refused as it is. */
  partsOf(tool: string, input: unknown, folder?: string): Promise<readonly OperationPart[] | null>
  /** The standing permission for this very call. Rejects where there can be none. */
  grant(tool: string, input: unknown): Promise<Grant>
  /** Whether that permission lets a call pass. */
  covers(grant: Grant, tool: string, input: unknown, folder?: string): Promise<boolean>
  /** From now on commands are confined, as they are at first, or not. */
  confine(on: boolean): void
  remove(): void
}

export function createGrantedCalls(): GrantedCalls {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-grants-')))
  for (const folder of ['proj/src', 'proj-secret', '.ssh', 'other'])
    mkdirSync(join(root, folder), { recursive: true })
  const rooms = fakeRooms({ dataDir: join(root, 'data'), home: root })
  let isConfined = true
  const status = () =>
    Promise.resolve({ kind: isConfined ? ('bubblewrap' as const) : ('none' as const), message: '' })
  const all = [
    runCommandTool({ ...rooms, sandbox: { ...rooms.sandbox, status } }),
    webFetchTool(rooms),
    ...fileTools(rooms),
  ]
  const tools = new Map(all.map((tool) => [tool.name, tool]))

  const calls: GrantedCalls = {
    root,
    async partsOf(name, input, folder = 'proj') {
      const prepared = tools.get(name)?.prepare(input)
      if (prepared === undefined) throw new Error(`there is no ${name}`)
      if (!prepared.ok || !('operation' in prepared.call)) return null
      try {
        return (await prepared.call.operation(fakePlace(join(root, folder)))).parts
      } catch {
        return null
      }
    },
    async grant(tool, input) {
      const parts = await calls.partsOf(tool, input)
      if (parts === null) throw new Error('there can be no permission for this')
      return grantOf(parts)
    },
    async covers(grant, tool, input, folder) {
      const parts = await calls.partsOf(tool, input, folder)
      return parts !== null && coveringGrant(parts, [grant]) !== null
    },
    confine: (on) => void (isConfined = on),
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
  return calls
}

/** The standing permission for exactly this operation. */
export function grantOf(parts: readonly OperationPart[]): Grant {
  return {
    id: 'grant',
    scheduleId: 'schedule',
    conversationId: null,
    tool: 'tool',
    operation: operationText(parts),
    words: '',
    createdAt: 0,
    lastUsedAt: null,
  }
}
