import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FileChange } from '../../src-shared/domain/file-change.ts'
import { type FakeApplication, Refusal, startFakeApplication } from './testing/fake-application.ts'
import { monday, sampleRun } from './testing/samples.ts'

let app: FakeApplication
beforeEach(async () => {
  app = await startFakeApplication()
  const run = sampleRun({ turnId: 'turn_1' })
  app.answers.set('runs.list', { runs: [run], nextBefore: null })
  app.answers.set('runs.get', { ...run, events: [] })
})
afterEach(() => app.close())

const state = { kind: 'file', hash: 'h', bytes: 1, mode: 0o644 } as const
const change = (shown: string, part: Partial<FileChange> = {}): FileChange => ({
  turnId: 'turn_1',
  calls: [],
  path: `/site/${shown}`,
  shown,
  before: state,
  after: state,
  kept: true,
  at: monday,
  ...part,
})

test('the files of a run are listed with what became of them, and with how on wish', async () => {
  const files = [
    change('a.txt', { before: null }),
    change('b.txt', { after: null }),
    change('c.txt', { kept: false }),
  ]
  app.answers.set('changes.list', { files, undo: 'ready', undoneAt: null })
  app.answers.set('changes.diff', (input: { path: string }) =>
    input.path === '/site/c.txt'
      ? { diff: null, why: 'It was not kept.' }
      : { diff: `--- ${input.path}\n+x`, why: null },
  )
  const { out } = await app.run(['runs', 'files', 'abc'])
  expect(out).toMatch(/created {2}a\.txt\s*\ndeleted {2}b\.txt\s*\nchanged {2}c\.txt {2}not kept/)
  const { out: withDiff } = await app.run(['runs', 'files', 'abc', '--diff'])
  expect(withDiff).toContain('--- /site/a.txt\n+x')
  expect(withDiff).toContain('c.txt: It was not kept.')
})

test('a run that changed nothing says so', async () => {
  app.answers.set('changes.list', { files: [], undo: 'none', undoneAt: null })
  expect((await app.run(['runs', 'files', 'abc'])).out).toBe('It changed no files.\n')
})

test('undo and redo say how many files were restored', async () => {
  app.answers.set('changes.undo', { restored: 2 })
  app.answers.set('changes.redo', { restored: 1 })
  expect((await app.run(['runs', 'undo', 'abc'])).out).toBe('2 files were restored.\n')
  expect((await app.run(['runs', 'redo', 'abc'])).out).toBe('1 file was restored.\n')
  expect(app.calls.filter(({ route }) => route.startsWith('changes.'))).toEqual([
    { route: 'changes.undo', input: { turnId: 'turn_1' } },
    { route: 'changes.redo', input: { turnId: 'turn_1' } },
  ])
})

test('an undo that cannot be done prints the list and ends with 1', async () => {
  app.answers.set('changes.undo', new Refusal({ code: 'conflict', message: 'a.txt was changed since.' }))
  expect(await app.run(['runs', 'undo', 'abc'])).toEqual({
    code: 1,
    out: '',
    err: 'a.txt was changed since.\n',
  })
})

test('a run without work of its own has no files to undo', async () => {
  app.answers.set('runs.get', { ...sampleRun(), events: [] })
  expect((await app.run(['runs', 'undo', 'abc'])).err).toContain('nothing is known of its files')
})
