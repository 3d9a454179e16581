import {
  appendFileSync,
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { RouteFailure } from '../platform/route-failure.ts'
import { callRef, historyFolder, openHistory, type OpenHistory } from './testing/open-history.ts'
import { treeOf } from './testing/tree-of.ts'

let folder: ReturnType<typeof historyFolder>
let open: OpenHistory
beforeEach(() => {
  folder = historyFolder()
  open = openHistory(folder.path)
})
afterEach(async () => {
  await open.close()
  folder.remove()
})

const at = (...names: string[]): string => join(open.work, ...names)
const write = (name: string, content: string | Buffer, mode = 0o644): void => {
  mkdirSync(join(at(name), '..'), { recursive: true })
  writeFileSync(at(name), content)
  chmodSync(at(name), mode)
}
/** The message of the refusal. */
const refusalOf = async (doing: Promise<unknown>): Promise<string> => {
  const failure = await doing.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof RouteFailure) || failure.code !== 'conflict')
    throw new Error('it was not refused', { cause: failure })
  return failure.message
}

const unusual = [
  'with space',
  'line\nbreak',
  '-rf',
  'ünïcödé 🐭',
  '*?[x]',
  'quo\'te"',
  '..hidden',
  'back\\slash',
]

/** A folder with a thousand files and more, and what a run does with all of them. */
function prepare(): { readonly planned: { path: string; intended?: null }[]; change(): void } {
  const changes: (() => void)[] = []
  const planned: { path: string; intended?: null }[] = []
  const plan = (name: string, change: () => void): void => {
    planned.push({ path: at(name) })
    changes.push(change)
  }
  for (let i = 0; i < 300; i++) {
    write(`src/${i % 20}/file ${i}.txt`, `line ${i}\n`.repeat(i))
    plan(`src/${i % 20}/file ${i}.txt`, () => appendFileSync(at(`src/${i % 20}/file ${i}.txt`), 'more\n'))
  }
  for (let i = 0; i < 250; i++) {
    write(`gone/${i % 10}/${i}.bin`, Buffer.from([0, 255, i % 256, 10, 13]), i % 2 === 0 ? 0o600 : 0o755)
    plan(`gone/${i % 10}/${i}.bin`, () => unlinkSync(at(`gone/${i % 10}/${i}.bin`)))
  }
  for (let i = 0; i < 250; i++)
    plan(`new/${i % 10}/deep/${i}.txt`, () => write(`new/${i % 10}/deep/${i}.txt`, `${i}`))
  for (let i = 0; i < 150; i++) {
    write(`modes/${i}.sh`, `#!/bin/sh\necho ${i}\n`, 0o644)
    plan(`modes/${i}.sh`, () => chmodSync(at(`modes/${i}.sh`), i % 2 === 0 ? 0o755 : 0o400))
  }
  for (let i = 0; i < 30; i++) {
    symlinkSync(`../src/${i}`, (mkdirSync(at('links'), { recursive: true }), at(`links/${i}`)))
    plan(`links/${i}`, () => {
      unlinkSync(at(`links/${i}`))
      if (i % 3 === 0) symlinkSync('/nowhere', at(`links/${i}`))
      if (i % 3 === 1) write(`links/${i}`, 'a file now')
    })
  }
  for (const [i, name] of unusual.entries()) {
    write(`unusual/${name}`, name)
    plan(`unusual/${name}`, () =>
      i % 2 === 0 ? write(`unusual/${name}`, '') : unlinkSync(at(`unusual/${name}`)),
    )
  }
  for (let i = 0; i < 20; i++) {
    write(`empty/${i}`, '')
    plan(`empty/${i}`, () => write(`empty/${i}`, Buffer.alloc(300_000 * (i % 2), i)))
  }
  write('becomes-folder', 'a file')
  plan('becomes-folder', () => {
    unlinkSync(at('becomes-folder'))
    write('becomes-folder/inner', 'inside')
  })
  planned.push({ path: at('becomes-folder/inner') })
  return { planned, change: () => changes.forEach((change) => change()) }
}

it(
  'a thousand changed files are put back to their exact bytes, bits and absence, done again, and put back again',
  { timeout: 120_000 },
  async () => {
    const { planned, change } = prepare()
    const before = treeOf(open.work)
    open.turn('turn')
    const keeper = open.keeper('turn', 'a')
    await keeper.before(planned)
    change()
    const after = treeOf(open.work)
    const kept = await keeper.after()
    expect(kept.unkept).toBeNull()
    open.end('turn')

    const { files, undo } = open.history.list('turn')
    expect(files.length).toBeGreaterThanOrEqual(1000)
    expect(undo).toBe('ready')
    expect(files.find(({ shown }) => shown === 'src/3/file 3.txt')).toMatchObject({
      path: at('src/3/file 3.txt'),
      calls: [callRef('a')],
      kept: true,
    })
    expect(await open.history.check('turn')).toEqual({ conflicts: [] })

    expect(await open.history.undo('turn')).toEqual({ restored: files.length })
    expect(treeOf(open.work)).toEqual(before)
    expect(open.history.list('turn')).toMatchObject({
      undo: 'undone',
      undoneAt: expect.any(Number) as number,
    })
    expect(await open.history.check('turn')).toEqual({ conflicts: [] })
    expect(await open.history.redo('turn')).toEqual({ restored: files.length })
    expect(treeOf(open.work)).toEqual(after)
    expect(open.history.list('turn').undo).toBe('ready')
    await open.history.undo('turn')
    expect(treeOf(open.work)).toEqual(before)
  },
)

/** A turn that changed `a`, removed `b` and made `c/d`; it has ended. */
async function smallTurn(): Promise<void> {
  write('a', 'old a')
  write('b', 'old b')
  open.turn('turn')
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path: at('a') }, { path: at('b') }, { path: at('c/d') }])
  write('a', 'new a')
  unlinkSync(at('b'))
  write('c/d', 'new d')
  await keeper.after()
  open.end('turn')
}

it('an undo refuses with a list of what was changed since, and changes nothing', async () => {
  await smallTurn()
  write('a', 'changed by hand')
  write('b', 'there again')
  rmSync(at('c'), { recursive: true })
  const before = treeOf(open.work)
  expect((await open.history.check('turn')).conflicts).toEqual([
    { path: at('a'), shown: 'a', why: 'was changed since' },
    { path: at('b'), shown: 'b', why: 'is there again' },
    { path: at('c/d'), shown: 'c/d', why: 'is gone' },
  ])
  const message = await refusalOf(open.history.undo('turn'))
  expect(message).toBe('Nothing was changed. a was changed since, b is there again, c/d is gone.')
  expect(treeOf(open.work)).toEqual(before)
})

it('only twenty of the files that stand in the way are named, with the number of the others', async () => {
  open.turn('turn')
  const paths = Array.from({ length: 25 }, (_, i) => at(`${i}`.padStart(2, '0')))
  const keeper = open.keeper('turn', 'a')
  await keeper.before(paths.map((path) => ({ path })))
  for (const path of paths) writeFileSync(path, 'new')
  await keeper.after()
  open.end('turn')
  for (const path of paths) writeFileSync(path, 'newer')
  expect(await refusalOf(open.history.undo('turn'))).toMatch(/ 19 was changed since and 5 more\.$/)
})

it('a redo refuses where the undone files were changed since', async () => {
  await smallTurn()
  await open.history.undo('turn')
  write('a', 'changed after the undo')
  expect(await refusalOf(open.history.redo('turn'))).toBe('Nothing was changed. a was changed since.')
  expect(await refusalOf(open.history.undo('turn'))).toBe('Its changes were undone already.')
})

it('an undo is refused while its turn is at work', async () => {
  write('a', 'old')
  open.turn('turn')
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path: at('a') }])
  write('a', 'new')
  await keeper.after()
  expect(await refusalOf(open.history.undo('turn'))).toMatch(/^Its work is not over\./)
  expect(readFileSync(at('a'), 'utf8')).toBe('new')
  open.end('turn')
  expect(await open.history.undo('turn')).toEqual({ restored: 1 })
})

it('an undo never writes through a folder that has become a link', async () => {
  write('inside/file', 'old')
  open.turn('turn')
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path: at('inside/file') }])
  write('inside/file', 'new')
  await keeper.after()
  open.end('turn')
  const outside = join(folder.path, 'outside')
  renameSync(at('inside'), outside)
  symlinkSync(outside, at('inside'))
  expect(await refusalOf(open.history.undo('turn'))).toBe(
    'Nothing was changed. inside/file is in a folder that is a link now.',
  )
  expect(readFileSync(join(outside, 'file'), 'utf8')).toBe('new')
  expect(lstatSync(at('inside')).isSymbolicLink()).toBe(true)
})

it('several calls that change one file are one change, from its first state to its last', async () => {
  write('a', 'one')
  open.turn('turn')
  for (const [call, content] of [
    ['first', 'two'],
    ['second', 'three'],
  ] as const) {
    const keeper = open.keeper('turn', call)
    await keeper.before([{ path: at('a') }])
    write('a', content)
    await keeper.after()
  }
  open.end('turn')
  const { files } = open.history.list('turn')
  expect(files.map(({ shown, calls }) => [shown, calls])).toEqual([
    ['a', [callRef('first'), callRef('second')]],
  ])
  expect((await open.history.diff('turn', at('a'))).diff).toMatch(/-one\n.*\n?\+three/)
  expect((await open.history.diff('turn', at('a'), callRef('first'))).diff).toMatch(/-one\n.*\n?\+two/)
  await open.history.undo('turn')
  expect(open.history.list('turn').undo).toBe('undone')
})

it('a file that ends as it began is no change', async () => {
  write('a', 'one')
  open.turn('turn')
  for (const content of ['two', 'one']) {
    const keeper = open.keeper('turn', content)
    await keeper.before([{ path: at('a') }, { path: at('b') }])
    write('a', content)
    await keeper.after()
  }
  open.end('turn')
  expect(open.history.list('turn')).toEqual({ files: [], undo: 'none', undoneAt: null })
  expect(await refusalOf(open.history.undo('turn'))).toBe('There are no changes of files to put back.')
})

it('a folder that is moved is put back with its files, and what it became is taken away', async () => {
  write('from/x/1', 'one', 0o600)
  write('from/2', 'two')
  const before = treeOf(open.work)
  open.turn('turn')
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path: at('from'), intended: null }, { path: at('to/here') }])
  mkdirSync(at('to'))
  renameSync(at('from'), at('to/here'))
  const after = treeOf(open.work)
  await keeper.after()
  open.end('turn')
  expect(await open.history.undo('turn')).toEqual({ restored: 4 })
  expect(treeOf(open.work)).toEqual(before)
  await open.history.redo('turn')
  expect({ ...treeOf(open.work), from: undefined, 'from/x': undefined }).toEqual({
    ...after,
    from: undefined,
    'from/x': undefined,
  })
})

it('where files are not kept, what was changed is shown and cannot be undone', async () => {
  open.set({ keepFiles: false })
  write('a', 'old')
  open.turn('turn')
  const keeper = open.keeper('turn', 'a')
  await keeper.before([{ path: at('a') }, { path: at('b') }])
  await keeper.beforeTree(open.work)
  write('a', 'new')
  write('b', 'new')
  expect(await keeper.after()).toMatchObject({ unkept: null, changes: [{ kept: false }, { kept: false }] })
  open.end('turn')
  expect(await refusalOf(open.history.undo('turn'))).toMatch(/was not kept/)
  expect((await open.history.check('turn')).conflicts).toHaveLength(2)
  expect(await open.history.diff('turn', at('a'))).toEqual({ diff: null, why: 'It was not kept.' })
})

it('every undo and redo is told', async () => {
  await smallTurn()
  await open.history.undo('turn')
  await open.history.redo('turn')
  expect(open.told()).toBe(2)
})

it('what a failing disk kept from being written down after a call is found at the undo', async () => {
  write('a', 'old')
  open.turn('turn')
  await open.keeper('turn', 'a').before([{ path: at('a') }])
  write('a', 'new')
  open.end('turn')
  expect(open.history.list('turn').files).toEqual([])
  expect(await open.history.undo('turn')).toEqual({ restored: 1 })
})
