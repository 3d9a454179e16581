import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { programFolders } from './program-folders.ts'

let root: string
beforeEach(() => {
  root = realpathSync(mkdtempSync('/tmp/dormouse-program-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const stdio = (command: string, ...args: string[]) =>
  ({ kind: 'stdio', command, args, env: {}, confined: true }) as const

function file(path: string): string {
  const full = join(root, path)
  mkdirSync(dirname(full), { recursive: true })
  writeFileSync(full, '')
  return full
}

test.skipIf(process.platform === 'win32')(
  'a program in a temporary folder is shown with its packages',
  async () => {
    const script = file('server/main.mjs')
    const packaged = file('app/node_modules/server/dist/index.js')
    expect(await programFolders(stdio('/usr/bin/node', script))).toEqual([dirname(script)])
    expect(await programFolders(stdio('node', packaged, '--port', '1'))).toEqual([
      join(root, 'app/node_modules'),
    ])
  },
)

test('what is elsewhere, is no file or is not there is left alone', async () => {
  expect(await programFolders(stdio('/bin/sh', '/tmp', join(root, 'none'), 'relative'))).toEqual([])
})
