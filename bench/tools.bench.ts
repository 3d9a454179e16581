import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../e2e/harness/model-test.ts'
import { bundledFile } from '../src-main/platform/bundled-file.ts'
import { runBare, timeBare } from './bare-operations.ts'
import { makeFileTree } from './file-tree.ts'
import { printRow } from './print-row.ts'
import { connectPromptly } from './prompt-client.ts'
import { timeCalls } from './tool-turns.ts'

/** Calls of one turn, and turns; a command costs a hundred times what a file does. */
const many = { more: 100, rounds: 5 } as const
const some = { more: 20, rounds: 3 } as const
const few = { more: 3, rounds: 3 } as const

const ripgrep = bundledFile('rg')
const text = 'A line of forty characters, more or less.\n'.repeat(100)

let folder: string
test.beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'dm-bench-')))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('one call of a file tool, beside the bare operation', async ({ start, model }) => {
  writeFileSync(join(folder, 'text.txt'), text)
  writeFileSync(join(folder, 'count.txt'), `count 0 end\n${text}`)
  const { socketPath } = await start({ args: ['--hidden'], env: { ...model.env } }).ready()
  const client = await connectPromptly(socketPath, ['turn.changed'])
  const bareFile = join(folder, 'bare.txt')

  const read = await timeCalls(client, model, folder, () => ['read_file', { path: 'text.txt' }], many)
  const bareRead = await timeBare(many.more, () => readFile(join(folder, 'text.txt'), 'utf8'))
  printRow('read_file, 4 kB', 'ms', read, { name: 'readFile', value: bareRead })

  const write = await timeCalls(
    client,
    model,
    folder,
    (n) => ['write_file', { path: `new-${n}.txt`, content: text }],
    many,
  )
  const bareWrite = await timeBare(many.more, (n) => writeFile(`${bareFile}${n}`, text))
  const bareFlush = await timeBare(many.more, (n) => writeFile(`${bareFile}-${n}`, text, { flush: true }))
  printRow('write_file, 4 kB', 'ms', write, { name: 'writeFile', value: bareWrite })
  printRow('write_file, 4 kB', 'ms', write, { name: 'writeFile and fsync', value: bareFlush })

  const edit = await timeCalls(
    client,
    model,
    folder,
    (n) => [
      'edit_file',
      { path: 'count.txt', old_string: `count ${n} end`, new_string: `count ${n + 1} end` },
    ],
    many,
  )
  const bareEdit = await timeBare(many.more, async (n) => {
    const now = await readFile(join(folder, 'text.txt'), 'utf8')
    await writeFile(`${bareFile}-edit`, now.replace('forty', String(n)), { flush: true })
  })
  printRow('edit_file, 4 kB', 'ms', edit, { name: 'readFile, writeFile and fsync', value: bareEdit })
  client.close()
})

test('one command, beside bare spawn and bare bubblewrap', async ({ start, model }) => {
  const { socketPath } = await start({ args: ['--hidden'], env: { ...model.env } }).ready()
  const client = await connectPromptly(socketPath, ['turn.changed'])
  const { sandbox } = (await client.request('tools.status', {})) as { sandbox: { kind: string } }

  const command = await timeCalls(
    client,
    model,
    folder,
    (n) => ['run_command', { command: `echo ${n}` }],
    some,
  )
  const bare = await timeBare(some.more, () => runBare('/bin/sh', ['-c', 'echo hello'], folder))
  printRow('run_command, echo', 'ms', command, { name: 'spawn', value: bare })
  if (sandbox.kind === 'bubblewrap') {
    const box = ['--ro-bind', '/', '/', '--dev', '/dev', '--proc', '/proc', '--bind', folder, folder]
    const walls = ['--unshare-all', '--die-with-parent', '--new-session']
    const boxed = await timeBare(some.more, () =>
      runBare('bwrap', [...box, ...walls, '/bin/sh', '-c', 'echo hello'], folder),
    )
    printRow('run_command, echo', 'ms', command, { name: 'spawn of bwrap', value: boxed })
  }
  client.close()
})

test('a search through 50,000 files, beside ripgrep itself', async ({ start, model }) => {
  // On a busy disk the tree alone takes a minute to make and another to remove.
  test.setTimeout(360_000)
  const { files, needle } = makeFileTree(folder)
  const { socketPath } = await start({ args: ['--hidden'], env: { ...model.env } }).ready()
  const client = await connectPromptly(socketPath, ['turn.changed'])

  const bareSearch = await timeBare(few.more * few.rounds, async () => {
    const hits = await runBare(ripgrep, ['--line-number', '--no-config', needle, '.'], folder)
    expect(hits.trim().split('\n')).toHaveLength(20)
  })
  const search = await timeCalls(client, model, folder, () => ['search_files', { query: needle }], few)
  printRow(`search_files, ${files} files`, 'ms', search, { name: 'ripgrep', value: bareSearch })

  const bareGlob = await timeBare(few.more * few.rounds, async () => {
    const names = await runBare(ripgrep, ['--files', '--no-config', '--glob', '**/file-50.ts', '.'], folder)
    expect(names.trim().split('\n')).toHaveLength(500)
  })
  const glob = await timeCalls(client, model, folder, () => ['glob', { pattern: '**/file-50.ts' }], few)
  printRow(`glob, ${files} files`, 'ms', glob, { name: 'ripgrep --files', value: bareGlob })
  client.close()
})
