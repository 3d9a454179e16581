import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { connectControl } from './harness/control-client.ts'
import { projectFolder } from './harness/electron-command.ts'
import { parseReadyLine } from './harness/ready.ts'
import { expect, test } from './harness/test.ts'
import { waitFor } from './harness/wait-for.ts'

const run = promisify(execFile)

interface Started {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  ended(): Promise<number | string>
}

/** `npm start` in the environment of a test, without a display. */
function npmStart(env: Record<string, string>, args: readonly string[]): Started {
  const { DISPLAY: _display, XAUTHORITY: _authority, ...bare } = env
  const child = spawn(process.execPath, [join(projectFolder, 'scripts', 'start.mjs'), ...args], { env: bare })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const closed = once(child, 'close')
  return {
    child,
    stdout: () => stdout,
    stderr: () => stderr,
    async ended() {
      const [code, signal] = (await closed) as [number | null, string | null]
      return code ?? signal ?? 'unknown'
    },
  }
}

test.skip(process.platform !== 'linux', 'virtual displays are a matter of Linux')

test('a start without a display says so in one line, starts on a virtual one, and SIGTERM ends it with 0', async ({
  home,
  desktop,
}) => {
  const started = npmStart(home.env(desktop.bus.address), ['--hidden'])
  const ready = await waitFor(() => parseReadyLine(started.stdout()), {
    within: 40_000,
    what: 'the ready line',
  })
  expect(started.stderr().match(/^.*No display.*$/gm)).toHaveLength(1)
  expect(started.stdout()).toMatch(/^dormouse ready [^\n]+\n$/)
  const control = await connectControl(ready.socketPath)
  expect(await control.call('app.status', {})).toMatchObject({ pid: ready.pid, armed: true })
  control.close()
  started.child.kill('SIGTERM')
  expect(await started.ended()).toBe(0)
})

test('a start without a display and without xvfb-run exits 1 with the command that installs it', async ({
  home,
  desktop,
}) => {
  // A PATH with everything that a start needs but a virtual display.
  const programs = join(home.dataDir, '..', 'bin')
  mkdirSync(programs)
  symlinkSync(process.execPath, join(programs, 'node'))
  const started = npmStart({ ...home.env(desktop.bus.address), PATH: programs }, [])
  expect(await started.ended()).toBe(1)
  expect(started.stderr()).toMatch(/apt-get install .*xvfb/)
  expect(started.stdout()).toBe('')
})

test('npx dormouse drives the running application', async ({ launch, home, desktop }) => {
  const dormouse = await launch({ args: ['--hidden'] })
  const gone = once(dormouse.process, 'exit')
  const env = home.env(desktop.bus.address)
  const options = { env: { ...env, NO_COLOR: '1' }, cwd: projectFolder }
  const { stdout: status } = await run('npx', ['dormouse', 'status', '--json'], options)
  expect(JSON.parse(status)).toMatchObject({ pid: dormouse.pid, schedules: 0 })
  // The same file that npx finds, without npx: it takes a second to look around each time.
  const cli = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, [join(projectFolder, 'scripts', 'dormouse.mjs'), ...args], options)).stdout

  expect(
    await cli('schedules', 'add', 'every weekday at 9 check the build and message me if it failed'),
  ).toContain('09:00')
  expect(await cli('schedules', 'list')).toContain('Check the build')
  expect(await cli('say', 'hello there')).toContain('practice model')

  const [schedule] = JSON.parse(await cli('schedules', 'list', '--json')) as { id: string }[]
  await cli('schedules', 'remove', schedule?.id ?? '')
  // Tomorrow, and run by hand: a moment that is near may be over when the command line has started.
  const at = new Date(Date.now() + 86_400_000).toISOString()
  const asking = await cli('schedules', 'add', '--json', '--at', at, 'Ask me which colour: red or green.')
  await cli('schedules', 'run', (JSON.parse(asking) as { id: string }).id)
  const control = await dormouse.control()
  const question = await waitFor(async () => (await control.call('questions.list', { status: 'open' }))[0], {
    what: 'the question',
  })
  expect(await cli('inbox')).toContain('colour')
  await cli('answer', question.id, '2')
  const answered = await waitFor(
    async () => {
      const { runs } = await control.call('runs.list', { status: 'succeeded' })
      return runs[0]
    },
    { what: 'the end of the run' },
  )
  expect(answered.result).toContain('green')
  expect(await cli('runs', 'show', answered.id)).toContain('green')
  expect(await cli('search', 'colour')).toContain('colour')
  const { answeredVia } = (await control.call('questions.list', { status: 'answered' }))[0] ?? {}
  expect(answeredVia).toBe('command line')
  await cli('quit')
  expect(await gone).toEqual([0, null])
})
