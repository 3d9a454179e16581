import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RouteInput } from '../../../src-shared/ipc/contract.ts'
import { compose } from '../../compose.ts'
import { silentLogger } from '../../platform/logger.ts'
import { folderHome, writeHome } from '../../store/folder-home.ts'
import { loadSqlite } from '../../store/load-sqlite.ts'
import { createFakeDesktop } from '../fake-desktop.ts'
import { createTestClock } from '../test-clock.ts'
import { reminderTitle, reportTitle, slotGapMs } from './fire-steps.ts'

/** A data folder in which both schedules are still to come; each fire works on a copy of it. */
export interface PreparedFolder {
  /** Copies it to a folder that is not there yet, as if it had been there from the beginning. */
  copyTo(dataDir: string): void
  /** Epoch milliseconds: one gap before the first slot. */
  readonly start: number
  remove(): void
}

export async function prepareFolder(start: number): Promise<PreparedFolder> {
  const root = mkdtempSync(join(tmpdir(), 'dormouse-fire-'))
  const path = join(root, 'data')
  const workingDirectory = join(root, 'files')
  mkdirSync(workingDirectory)
  writeFileSync(join(workingDirectory, 'notes.txt'), 'Paint the fence.\n')
  const app = compose({
    machineId: null,
    dataDir: path,
    version: '0.0.0',
    env: {},
    clock: createTestClock(start),
    logger: silentLogger,
    desktop: createFakeDesktop(),
  })
  await app.start()
  const create = async (input: RouteInput<'schedules.create'>): Promise<void> => {
    const result = await app.router.call('schedules.create', input, { via: 'socket' })
    if (!result.ok) throw new Error(result.error.message)
  }
  await create({
    title: reportTitle,
    action: { kind: 'assist', instruction: 'Read the notes', context: 'fresh', workingDirectory },
    trigger: { kind: 'once', at: start + slotGapMs },
  })
  await create({
    title: reminderTitle,
    action: { kind: 'notify', text: 'Tea is ready' },
    trigger: { kind: 'once', at: start + 2 * slotGapMs },
  })
  await app.stop()
  return {
    start,
    copyTo(dataDir) {
      cpSync(path, dataDir, { recursive: true })
      chmodSync(dataDir, 0o700)
      // A start that found itself in another place would write that down first.
      const db = new (loadSqlite().DatabaseSync)(join(dataDir, 'dormouse.db'))
      db.prepare("UPDATE facts SET value = ? WHERE name = 'home'").run(writeHome(folderHome(dataDir, null)))
      db.close()
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  }
}
