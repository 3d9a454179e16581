import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { chmod, mkdir, rename, symlink, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import type { FileState } from '../../../src-shared/domain/file-change.ts'
import type { PlannedChange } from '../file-history.ts'

/** What a child is told: what it is to do, and at which of its steps it kills itself; 0: never. */
export interface KillOrders {
  readonly folder: string
  readonly what: 'plan' | 'tree' | 'undo' | 'redo'
  readonly killAt: number
}

export const turnId = 'turn'
export const call = 'call'

/** The files as they are before the work: one to be changed, one to be removed, one to be chmodded, one link. */
export function prepareFiles(work: string): void {
  mkdirSync(join(work, 'gone'), { recursive: true })
  writeFileSync(join(work, 'changed'), 'old')
  writeFileSync(join(work, 'gone', 'removed'), Buffer.from([0, 1, 255]))
  writeFileSync(join(work, 'bits'), 'same')
  chmodSync(join(work, 'bits'), 0o640)
  symlinkSync('changed', join(work, 'link'))
}

const file = (content: string, mode: number): FileState => ({
  kind: 'file',
  hash: createHash('sha256').update(content).digest('hex'),
  bytes: Buffer.byteLength(content),
  mode,
})

export function plannedFiles(work: string): PlannedChange[] {
  return [
    { path: join(work, 'changed'), intended: file('new', 0o644) },
    { path: join(work, 'gone/removed'), intended: null },
    { path: join(work, 'bits'), intended: file('same', 0o755) },
    { path: join(work, 'link'), intended: { ...file('bits', 0o777), kind: 'link' } },
    { path: join(work, 'made/deep/new'), intended: file('made', 0o644) },
  ]
}

/** Does what was planned, each step in one piece. `onStep` is called before each. */
export async function doWork(work: string, onStep: () => void): Promise<void> {
  const at = (name: string): string => join(work, name)
  const steps = [
    async () => {
      await writeFile(join(work, '..', 'beside'), 'new')
      await rename(join(work, '..', 'beside'), at('changed'))
    },
    () => unlink(at('gone/removed')),
    () => chmod(at('bits'), 0o755),
    async () => {
      await symlink('bits', join(work, '..', 'beside-link'))
      await rename(join(work, '..', 'beside-link'), at('link'))
    },
    async () => {
      await mkdir(at('made/deep'), { recursive: true })
      await writeFile(join(work, '..', 'beside'), 'made')
      await rename(join(work, '..', 'beside'), at('made/deep/new'))
    },
  ]
  for (const step of steps) {
    onStep()
    await step()
  }
}
