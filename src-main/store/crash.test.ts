import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { silentLogger } from '../platform/logger.ts'
import { openDatabase } from './open-database.ts'
import { buildChildProgram, type ChildProgram } from './testing/child-program.ts'
import { notesSchema, openTestFolder, type TestFolder } from './testing/open-test-folder.ts'

const rounds = 20

let program: ChildProgram
let folder: TestFolder

beforeAll(async () => {
  program = await buildChildProgram('commit-until-killed')
})
afterAll(() => program.remove())
beforeEach(() => {
  folder = openTestFolder()
})
afterEach(() => folder.remove())

it(
  `a process that is killed ${rounds} times while it writes loses no committed row`,
  { timeout: 120_000 },
  async () => {
    const committed: number[] = []
    for (let round = 0; round < rounds; round++) {
      const child = program.start(folder.path)
      // Later and later, so that the kill meets a fresh log, a long one and one that is being moved into the file.
      for (let i = 0; i <= round * 25; i++) committed.push(Number(await child.line()))
      committed.push(...(await child.kill()).map(Number))

      const { database, notices, close } = await openDatabase({
        folder: folder.path,
        migrations: notesSchema,
        clock: systemClock,
        logger: silentLogger,
      })
      expect(notices).toEqual([])
      const found = new Set(
        database
          .prepare<{ seq: number }>('SELECT seq FROM notes')
          .all()
          .map(({ seq }) => seq),
      )
      expect(committed.filter((seq) => !found.has(seq))).toEqual([])
      // At most the one that was committed and not yet told.
      expect(found.size - committed.length).toBeLessThanOrEqual(round + 1)
      expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' })
      await close()
    }
    expect(committed.length).toBeGreaterThan(rounds)
  },
)
