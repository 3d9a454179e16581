import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createByteSearch } from './byte-search.ts'
import { historyFolder, openHistory, type OpenHistory } from './testing/open-history.ts'

const secret = 'ghp_planted_value_of_a_secret'
const encoded = Buffer.from(secret).toString('base64')

let folder: ReturnType<typeof historyFolder>
let open: OpenHistory
beforeEach(() => {
  folder = historyFolder()
  open = openHistory(folder.path, undefined, [secret, encoded])
  open.turn('turn')
})
afterEach(async () => {
  await open.close()
  folder.remove()
})

const at = (name: string): string => join(open.work, name)
/** Every byte of what Dormouse keeps. */
const everything = (): string =>
  readdirSync(open.dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')

describe('a file that shows a secret', () => {
  it('is not kept before and not after a command, and others are', async () => {
    writeFileSync(at('token'), `TOKEN=${secret}\n`)
    writeFileSync(at('other'), 'kept before')
    const keeper = open.keeper('turn', 'a')
    await keeper.beforeTree(open.work)
    writeFileSync(at('token'), `TOKEN=${secret} and more\n`)
    writeFileSync(at('made'), `${encoded.slice(0, 10)}\n${encoded.slice(10)}\n`)
    writeFileSync(at('other'), 'kept after')
    const { changes, unkept } = await keeper.after()
    expect(Object.fromEntries(changes.map(({ shown, kept }) => [shown, kept]))).toEqual({
      token: false,
      made: true,
      other: true,
    })
    expect(unkept).toContain(`1 file in ${open.work} shows a secret, so not kept.`)
    const bytes = everything()
    expect(bytes).toContain('kept before')
    expect(bytes).toContain('kept after')
    expect(bytes).not.toContain(secret)
    expect(bytes).not.toContain(encoded.slice(0, 10))
  })

  it('is not kept when a tool replaces or makes it, and that can be undone without keeping it', async () => {
    writeFileSync(at('other'), 'kept before')
    const keeper = open.keeper('turn', 'a')
    await keeper.before([{ path: at('made') }, { path: at('other') }])
    writeFileSync(at('made'), `${'x'.repeat(300_000)}${secret}`)
    writeFileSync(at('other'), 'changed')
    await keeper.after()
    open.end('turn')
    await open.history.undo('turn')
    expect(existsSync(at('made'))).toBe(false)
    expect(readFileSync(at('other'), 'utf8')).toBe('kept before')
    expect(everything()).not.toContain(secret)
    // What was not kept cannot be done again; the rest is.
    await open.history.redo('turn')
    expect([existsSync(at('made')), readFileSync(at('other'), 'utf8')]).toEqual([false, 'changed'])
  })

  it('says so, where a tool is about to change it', async () => {
    writeFileSync(at('token'), secret)
    const keeper = open.keeper('turn', 'a')
    await keeper.before([{ path: at('token') }])
    rmSync(at('token'))
    const { changes, unkept } = await keeper.after()
    expect(changes).toMatchObject([{ shown: 'token', kept: false }])
    expect(unkept).toBe('token shows a secret, so it is not kept.')
    expect(everything()).not.toContain(secret)
  })
})

it('what is looked for is found across pieces and across line ends, and nothing else is', () => {
  const found = (...pieces: readonly string[]): boolean => {
    const look = createByteSearch([secret, encoded]).open()
    return pieces.map((piece) => look(Buffer.from(piece))).some(Boolean)
  }
  expect(found(`..${secret}`)).toBe(true)
  expect(found(...secret.split(''))).toBe(true)
  expect(found(`${encoded.slice(0, 7)}\r\n`, encoded.slice(7))).toBe(true)
  expect(found(secret.slice(1), secret.slice(0, -1))).toBe(false)
  expect(createByteSearch([]).open()(Buffer.from(secret))).toBe(false)
})
