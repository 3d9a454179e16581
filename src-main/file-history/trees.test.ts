import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { gitCall } from './git-call.ts'
import { callRef, historyFolder, openHistory, type OpenHistory } from './testing/open-history.ts'
import { treeOf } from './testing/tree-of.ts'

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

const at = (name: string): string => join(open.work, name)
const write = (name: string, content: string | Buffer = name, mode = 0o644): void => {
  mkdirSync(dirname(at(name)), { recursive: true })
  writeFileSync(at(name), content)
  chmodSync(at(name), mode)
}
const git = (...args: string[]): string =>
  execFileSync('git', [...gitCall().flags, '-C', open.work, ...args], {
    env: gitCall().env,
    encoding: 'utf8',
  })

/** What a command did, as the history has it: each path with how it was and how it is. */
async function around(command: () => void, call = 'a'): Promise<Record<string, string>> {
  const keeper = open.keeper('turn', call)
  await keeper.beforeTree(open.work)
  command()
  const { changes } = await keeper.after()
  return Object.fromEntries(
    changes.map(({ shown, before, after, kept }) => [
      shown,
      `${before?.kind ?? 'nothing'} → ${after?.kind ?? 'nothing'}${kept ? '' : ', not kept'}`,
    ]),
  )
}

it('what a command creates, changes, removes and chmods is found and put back', async () => {
  write('src/changed', 'old')
  write('src/same')
  write('bits', '#!/bin/sh\n')
  write('gone/deep/1', Buffer.from([0, 1, 2]), 0o600)
  write('gone/2')
  write('turns', 'a file')
  symlinkSync('src', at('link'))
  const before = treeOf(open.work)
  const changed = await around(() => {
    appendFileSync(at('src/changed'), ' and new')
    chmodSync(at('bits'), 0o755)
    rmSync(at('gone'), { recursive: true })
    unlinkSync(at('link'))
    symlinkSync('bits', at('link'))
    unlinkSync(at('turns'))
    write('turns/into', 'a folder')
    write('made/deep/er', '')
    mkdirSync(at('empty folder'))
  })
  expect(changed).toEqual({
    'src/changed': 'file → file',
    bits: 'file → file',
    'gone/deep/1': 'file → nothing',
    'gone/2': 'file → nothing',
    link: 'link → link',
    turns: 'file → nothing',
    'turns/into': 'nothing → file',
    'made/deep/er': 'nothing → file',
  })
  const after = treeOf(open.work)
  open.end('turn')
  await open.history.undo('turn')
  expect(treeOf(open.work)).toEqual(before)
  await open.history.redo('turn')
  expect(treeOf(open.work)).toEqual({ ...after, gone: 'folder', 'gone/deep': 'folder' })
})

it('a command that changes nothing leaves no change, time after time', async () => {
  for (let i = 0; i < 50; i++) {
    write(`${i}`)
    utimesSync(at(`${i}`), 1000, 1000)
  }
  expect(await around(() => undefined)).toEqual({})
  expect(await around(() => undefined, 'b')).toEqual({})
  expect(open.history.list('turn')).toEqual({ files: [], undo: 'none', undoneAt: null })
})

it('a change that keeps the size and the time of a file is found', async () => {
  write('a', 'one')
  utimesSync(at('a'), 1000, 1000)
  await around(() => undefined)
  const changed = await around(() => {
    write('a', 'two')
    utimesSync(at('a'), 1000, 1000)
  }, 'b')
  expect(changed).toEqual({ a: 'file → file' })
})

it('what git ignores is left alone as a folder and kept as a single file', async () => {
  git('init', '-q')
  write('.gitignore', 'dist/\n*.log\n.env\n')
  write('dist/bundle.js', 'built')
  write('.env', 'KEY=1')
  write('src/a')
  const changed = await around(() => {
    write('dist/bundle.js', 'built again')
    write('dist/more.js')
    write('.env', 'KEY=2')
    write('src/a', 'changed')
    write('node_modules/left-pad/index.js')
    git('add', '-A')
    // What was ignored is not taken for new when it is not ignored any more.
    write('.gitignore', '')
  })
  expect(changed).toEqual({ '.gitignore': 'file → file', '.env': 'file → file', 'src/a': 'file → file' })
  open.end('turn')
  await open.history.undo('turn')
  expect(treeOf(open.work)).toMatchObject({ 'dist/more.js': expect.stringMatching(/^file/) as string })
  expect(existsSync(at('.git/index'))).toBe(true)
})

it('a file that git ignores only after the command is not taken for gone', async () => {
  git('init', '-q')
  write('data/a', 'kept')
  write('data/b', 'kept')
  const changed = await around(() => {
    write('.gitignore', 'data/\n')
    write('data/b', 'changed')
  })
  expect(changed).toEqual({ '.gitignore': 'nothing → file', 'data/b': 'file → file' })
})

it('no monitor of the repository runs', async () => {
  git('init', '-q')
  write('monitor.sh', `#!/bin/sh\ntouch "${at('it-ran')}"\n`, 0o755)
  git('config', 'core.fsmonitor', at('monitor.sh'))
  write('a')
  await around(() => write('a', 'changed'))
  expect(existsSync(at('it-ran'))).toBe(false)
})

it('no link is followed, out of the folder or around in it', async () => {
  mkdirSync(join(folder.path, 'outside'))
  writeFileSync(join(folder.path, 'outside', 'secret'), 'secret')
  symlinkSync(join(folder.path, 'outside'), at('out'))
  symlinkSync('.', at('round'))
  write('in/a')
  const changed = await around(() => {
    writeFileSync(join(folder.path, 'outside', 'secret'), 'changed')
    renameSync(at('in'), join(folder.path, 'outside', 'in'))
    symlinkSync(join(folder.path, 'outside', 'in'), at('in'))
  })
  expect(changed).toEqual({ 'in/a': 'file → nothing', in: 'nothing → link' })
})

it('a file that is too large is shown as changed and left by an undo', async () => {
  open.set({ keepFilesMb: 10 })
  write('large', Buffer.alloc(6 * 1024 * 1024, 1))
  write('small', 'small')
  const keeper = open.keeper('turn', 'a')
  await keeper.beforeTree(open.work)
  write('large', Buffer.alloc(6 * 1024 * 1024 + 1, 2))
  write('small', 'changed')
  const { changes, unkept } = await keeper.after()
  expect(changes.map(({ shown, kept }) => [shown, kept])).toEqual([
    ['large', false],
    ['small', true],
  ])
  expect(unkept).toBe(`1 file in ${open.work} could not be kept: too large, or not to be read.`)
  open.end('turn')
  const large = treeOf(open.work)['large']
  expect(await open.history.undo('turn')).toEqual({ restored: 1 })
  expect(treeOf(open.work)['large']).toBe(large)
})

it('two commands at a time each find what was changed', async () => {
  write('a', 'one')
  const first = open.keeper('turn', 'first')
  const second = open.keeper('turn', 'second')
  await Promise.all([first.beforeTree(open.work), second.beforeTree(open.work)])
  write('a', 'two')
  const found = await Promise.all([first.after(), second.after()])
  expect(found.map(({ changes }) => changes.map(({ shown }) => shown))).toEqual([['a'], ['a']])
  open.end('turn')
  await open.history.undo('turn')
  expect((await open.history.diff('turn', at('a'), callRef('first'))).diff).toMatch(/-one\n(.*\n)?\+two/)
})

it('what was kept of a folder is given up once the command has ended and its files are pruned', async () => {
  write('a', 'one')
  await around(() => write('a', 'two'))
  expect(readdirSync(join(open.dataDir, 'trees'))).not.toEqual([])
  await open.history.prune()
  expect(readdirSync(join(open.dataDir, 'trees'))).toEqual([])
  open.end('turn')
  expect(await open.history.undo('turn')).toEqual({ restored: 1 })
})
