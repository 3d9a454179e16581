import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultSettings } from '../../src-shared/domain/settings.ts'
import type { FileHistory } from '../file-history/file-history.ts'
import { createMemoryNotes } from '../memory/memory-notes.ts'
import { silentLogger } from '../platform/logger.ts'
import { createProtectedPaths } from '../permissions/protected-paths.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { noMask } from '../secrets/secret-mask.ts'
import { createSkillFolders } from '../skills/skill-folders.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { createOutputStore } from '../store/output-store.ts'
import { createShellJobs } from '../turns/tools/shell/shell-jobs.ts'
import type { ActContext, CallPlace } from '../turns/tools/tool.ts'
import type { ToolRooms } from '../turns/tools/tool-rooms.ts'
import { createWeb } from '../web/web.ts'
import { createFakeDesktop } from './fake-desktop.ts'
import { createTestClock } from './test-clock.ts'

/** What the built-in tools work with, over a folder of the test's own; a part is replaced by giving it. */
export function fakeRooms(part: Partial<ToolRooms> = {}): ToolRooms {
  const dataDir = part.dataDir ?? join(tmpdir(), 'dormouse-rooms')
  const home = part.home ?? join(dataDir, 'home')
  const clock = part.clock ?? createTestClock(0)
  const settings = part.settings ?? (() => defaultSettings)
  const sandbox = part.sandbox ?? createSandbox({ dataDir, env: {}, clock, logger: silentLogger })
  const outputs = part.outputs ?? createOutputStore(join(dataDir, 'outputs'))
  return {
    clock,
    settings,
    dataDir,
    home,
    sandbox,
    outputs,
    shell: createShellJobs({ clock, sandbox, outputs }),
    results: { isOffered: () => false, find: () => null },
    protectedPaths: createProtectedPaths({ dataDir, home }),
    web: createWeb({ clock, version: '0.0.0', privateHosts: () => settings().privateHosts }),
    memory: createMemoryNotes(join(dataDir, 'memory')),
    skills: createSkillFolders({ folder: join(dataDir, 'skills'), settings: { get: settings } }),
    secrets: {
      state: () => 'none',
      open: (_user, [name]) =>
        name === undefined ? { values: {} } : { problem: `There is no secret ${name} here.` },
      mask: () => noMask,
    },
    trash: createFakeDesktop().trash,
    triggerOf: () => null,
    client: () => Promise.reject(new Error('this test has no model')),
    spendProblem: () => null,
    model: () => null,
    userWrote: () => false,
    ...part,
  }
}

/** Where a call of a test works. */
export function fakePlace(workingDirectory: string, part: Partial<CallPlace> = {}): CallPlace {
  return {
    workingDirectory,
    turnId: 'turn',
    conversationId: 'conversation',
    sessionId: 'session',
    runId: null,
    scheduleId: null,
    access: {},
    ...part,
  }
}

/** A file history that keeps nothing and knows nothing, and a store of bytes in memory. */
export function fakeKeeping(): { readonly blobs: BlobStore; readonly history: FileHistory } {
  const kept = new Map<string, Buffer>()
  const keeper = {
    before: () => Promise.resolve(),
    beforeTree: () => Promise.resolve(),
    after: () => Promise.resolve({ changes: [], unkept: null }),
  }
  const blobs: BlobStore = {
    has: (hash) => Promise.resolve(kept.has(hash)),
    read: (hash) => Promise.resolve(kept.get(hash) ?? null),
    put(bytes) {
      const hash = createHash('sha256').update(bytes).digest('hex')
      kept.set(hash, Buffer.from(bytes))
      return Promise.resolve(hash)
    },
  }
  const history: FileHistory = {
    keeper: () => keeper,
    settle: () => Promise.resolve({ kind: 'unknown' }),
    list: () => ({ files: [], undo: 'none', undoneAt: null }),
    diff: () => Promise.resolve({ diff: null, why: null }),
    check: () => Promise.resolve({ conflicts: [] }),
    undo: () => Promise.resolve({ restored: 0 }),
    redo: () => Promise.resolve({ restored: 0 }),
    status: () => Promise.resolve({ keptBytes: 0, keptFiles: 0 }),
    prune: () => Promise.resolve(),
  }
  return { blobs, history }
}

/** What a call of a test gets; nothing is kept. */
export function fakeContext(workingDirectory: string, part: Partial<ActContext> = {}): ActContext {
  return {
    place: fakePlace(workingDirectory),
    signal: new AbortController().signal,
    attach: (bytes, what) => Promise.resolve({ ...what, blob: '0'.repeat(64), bytes: bytes.length }),
    call: { messageId: 'message', toolUseId: 'call' },
    onOutput: () => undefined,
    keeper: {
      before: () => Promise.resolve(),
      beforeTree: () => Promise.resolve(),
      after: () => Promise.resolve({ changes: [], unkept: null }),
    },
    ...part,
  }
}
