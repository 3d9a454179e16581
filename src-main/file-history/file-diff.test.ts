import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { historyFolder, openHistory, type OpenHistory } from './testing/open-history.ts'

let folder: ReturnType<typeof historyFolder>
let open: OpenHistory
beforeEach(() => {
  folder = historyFolder()
  open = openHistory(folder.path)
  open.turn('turn')
})
afterEach(async () => {
  await open.close()
  folder.remove()
})

/** The diff of a file that goes from one content to another; `null` is absence. */
async function diffOf(before: string | Buffer | null, after: string | Buffer) {
  const path = join(open.work, 'file')
  if (before !== null) writeFileSync(path, before)
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path }])
  writeFileSync(path, after)
  await keeper.after()
  // It is of the turn, whatever became of the file later.
  writeFileSync(path, 'something else')
  return open.history.diff('turn', path)
}

it('a diff is unified, with the names that people see', async () => {
  expect(await diffOf('a\nb\nc\n', 'a\nB\nc\n')).toEqual({
    diff: '--- file\n+++ file\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n',
    why: null,
  })
})

it('a new file is compared with nothing', async () => {
  expect((await diffOf(null, 'new\n')).diff).toBe('--- /dev/null\n+++ file\n@@ -0,0 +1,1 @@\n+new\n')
})

it.each([
  ['bytes that are no text', 'old', Buffer.from([0xff, 0xfe, 0x41]), 'It is not text.'],
  ['a text with a zero in it', 'old', 'a\0b', 'It is not text.'],
  ['a file of more than a megabyte', 'old', 'x'.repeat(1_048_577), 'It is too large to be compared here.'],
  ['a new file without content', null, '', 'It is empty.'],
])('%s has no diff, and the reason is said', async (_what, before, after, why) => {
  expect(await diffOf(before, after)).toEqual({ diff: null, why })
})

it('a change of nothing but permissions says from what to what', async () => {
  const path = join(open.work, 'file')
  writeFileSync(path, 'same')
  chmodSync(path, 0o644)
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path }])
  chmodSync(path, 0o755)
  await keeper.after()
  expect((await open.history.diff('turn', path)).why).toBe('Only its permissions changed, from 0644 to 0755.')
})

it('two long texts are compared while others get their turn', async () => {
  const text = (word: string): string =>
    Array.from({ length: 4000 }, (_, i) => (i % 16 === 0 ? `${word} ${i}` : `line ${i}`)).join('\n')
  const path = join(open.work, 'file')
  writeFileSync(path, text('old'))
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path }])
  writeFileSync(path, text('new'))
  await keeper.after()
  let turns = 0
  let isDone = false
  const counting = (async (): Promise<void> => {
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve))
      turns += 1
    }
  })()
  const { diff } = await open.history.diff('turn', path)
  isDone = true
  await counting
  expect(diff).toContain('+new 3984')
  expect(turns).toBeGreaterThan(100)
})

it('a path that the turn did not change has no diff', async () => {
  await expect(open.history.diff('turn', '/etc/passwd')).rejects.toMatchObject({ code: 'not_found' })
})
