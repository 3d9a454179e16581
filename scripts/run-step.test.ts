import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { describe, expect, it } from 'vitest'
import { runStep } from './run-step.mjs'

/** A step with a worker of its own, both of which never end; the worker holds the step's output open. */
const endless = `
  require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'inherit' })
  console.log('running')
  setInterval(() => {}, 1e6)`

describe.skipIf(process.platform === 'win32')('a step', () => {
  it('gives its exit status', async () => {
    expect(await runStep(process.execPath, ['-e', 'process.exit(3)'])).toBe(3)
  })

  it('does not pass when the program does not exist', async () => {
    expect(await runStep('/nonexistent/program', [], { output: 'ignore' })).not.toBe(0)
  })

  it('gives null when it took too long', async () => {
    const status = await runStep(process.execPath, ['-e', endless], { timeoutMs: 200, output: 'ignore' })
    expect(status).toBeNull()
  })

  it('is ended with its workers when this process is asked to end', async () => {
    const program = `
      import { runStep } from ${JSON.stringify(new URL('run-step.mjs', import.meta.url).href)}
      await runStep(process.execPath, ['-e', ${JSON.stringify(endless)}], { output: 1 })`
    const host = spawn(process.execPath, ['--input-type=module', '-e', program])
    await once(createInterface({ input: host.stdout }), 'line')
    // The pipe closes only when step and worker are gone too.
    const closed = once(host, 'close')
    host.kill('SIGTERM')
    expect(await closed).toEqual([143, null])
  })
})
