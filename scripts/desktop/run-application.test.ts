import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** Counts the signals that reach it; says how many and ends with code 7 when it is told to on its standard input. */
const application = `
  let signals = 0
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => { signals++ })
  const end = () => { console.log('signals ' + signals); process.exit(7) }
  // A signal that was sent before the word came is handled before the next turn of the loop is over.
  process.stdin.on('data', () => setImmediate(() => setImmediate(end)))
  console.log('ready ' + process.pid)`

/** Says on standard error which signals it has dealt with. */
const host = `
  import { runApplication } from ${JSON.stringify(new URL('run-application.mjs', import.meta.url).href)}
  const ended = runApplication(process.execPath, [process.argv[2]], process.env)
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => console.error(signal))
  process.exitCode = await ended`

describe.skipIf(process.platform === 'win32')('the process around the application', () => {
  let folder = ''
  let parent: ChildProcessWithoutNullStreams
  let lines: Interface
  let pid = 0

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dormouse-run-'))
    writeFileSync(join(folder, 'application.mjs'), application)
    writeFileSync(join(folder, 'host.mjs'), host)
    parent = spawn(process.execPath, [join(folder, 'host.mjs'), join(folder, 'application.mjs')])
    lines = createInterface({ input: parent.stdout })
    pid = Number(String((await once(lines, 'line'))[0]).replace('ready ', ''))
  })

  afterEach(() => {
    parent.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  it('passes a request to end on once, though it comes from several sides', async () => {
    const errors = createInterface({ input: parent.stderr })
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const dealtWith = once(errors, 'line')
      parent.kill(signal)
      expect(await dealtWith).toEqual([signal])
    }
    const counted = once(lines, 'line')
    parent.stdin.write('end\n')
    expect(await counted).toEqual(['signals 1'])
  })

  it("ends with the application's exit code", async () => {
    const ended = once(parent, 'exit')
    parent.stdin.write('end\n')
    expect(await ended).toEqual([7, null])
  })

  it('ends with 128 and the number of the signal that killed the application', async () => {
    const ended = once(parent, 'exit')
    process.kill(pid, 'SIGKILL')
    expect(await ended).toEqual([137, null])
  })

  it.runIf(process.platform === 'linux')('takes the application with it when it is killed', async () => {
    // The pipe is open in both processes: it closes only when the last of them is gone.
    const closed = once(parent, 'close')
    parent.kill('SIGKILL')
    expect(await closed).toEqual([null, 'SIGKILL'])
  })
})
