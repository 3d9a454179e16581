import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './with-lock.mjs'

describe('the lock around the preparation', () => {
  let folder = ''
  let lock = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dormouse-lock-'))
    lock = join(folder, 'prepare.lock')
  })

  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('lets one process in at a time, and every one in the end', async () => {
    const log = join(folder, 'log')
    const program = `
      import { appendFileSync } from 'node:fs'
      import { withLock } from ${JSON.stringify(new URL('with-lock.mjs', import.meta.url).href)}
      for (let round = 0; round < 5; round++) {
        await withLock(${JSON.stringify(lock)}, async () => {
          appendFileSync(${JSON.stringify(log)}, 'in ' + process.pid + '\\n')
          await new Promise((resolve) => setImmediate(resolve))
          appendFileSync(${JSON.stringify(log)}, 'out ' + process.pid + '\\n')
        })
      }`
    const processes = [1, 2, 3].map(() =>
      spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' }),
    )
    const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0]))
    expect(codes).toEqual([0, 0, 0])
    const lines = readFileSync(log, 'utf8').trim().split('\n')
    expect(lines).toHaveLength(30)
    for (let line = 0; line < lines.length; line += 2) {
      expect(lines[line + 1]).toBe(lines[line]?.replace('in', 'out'))
    }
    expect(existsSync(lock)).toBe(false)
  })

  it('is taken over from a process that is gone', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid
    writeFileSync(lock, String(gone))
    await expect(withLock(lock, () => Promise.resolve('prepared'))).resolves.toBe('prepared')
  })

  it('is taken over when its number belongs to another process by now', async () => {
    writeFileSync(lock, String(process.ppid))
    const longAgo = new Date(Date.now() - 3_600_000)
    utimesSync(lock, longAgo, longAgo)
    await expect(withLock(lock, () => Promise.resolve('prepared'))).resolves.toBe('prepared')
  })

  it('is given back when the work fails', async () => {
    await expect(withLock(lock, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network')
    expect(existsSync(lock)).toBe(false)
  })
})
