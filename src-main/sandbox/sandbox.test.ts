import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestClock } from '../testing/test-clock.ts'
import { alive } from './testing/alive.ts'
import { openSandbox, type TestSandbox } from './testing/open-sandbox.ts'
import { wallsOrSkip } from './testing/walls-or-skip.ts'

let box: TestSandbox

beforeEach(async () => {
  box = await openSandbox()
})
afterEach(() => box.close())

/** Waits until the child has said something. */
async function hears(stream: NodeJS.ReadableStream): Promise<string> {
  const [chunk] = (await once(stream, 'data')) as [Buffer]
  return chunk.toString()
}

// The same promises with a sandbox and without one; a name that is null is not confined.
describe.each([
  ['in a sandbox', {}],
  ['without a sandbox', null],
])('%s', (_name, confine) => {
  beforeEach(async (context) => {
    if (confine !== null) await wallsOrSkip(box.sandbox, context)
  })

  test('its output, its exit code and its input are what the program makes of them', async () => {
    const child = await box.sh('read -r line; echo "$line" out; echo err >&2; exit 7', { confine })
    child.stdin.end('given\n')
    const [out, err] = [await hears(child.stdout), await hears(child.stderr)]
    expect({ out, err, end: await child.ended }).toEqual({
      out: 'given out\n',
      err: 'err\n',
      end: { kind: 'exit', code: 7 },
    })
  })

  test('a program that kills itself is told by its signal', async () => {
    expect((await box.run('kill -SEGV $$', { confine })).end).toEqual({ kind: 'signal', signal: 'SIGSEGV' })
  })

  test('a program that is not there is told, with its name', async () => {
    const child = await box.sandbox.spawn(
      {
        argv: ['no-such-program-here'],
        cwd: box.inside,
        confine: null,
        limits: { wallMs: null, cpuSeconds: 1, processes: 1, outputBytes: 1 },
      },
      new AbortController().signal,
    )
    expect(await child.ended).toEqual({
      kind: 'failed',
      message: 'There is no program "no-such-program-here" on this computer.',
    })
  })

  test('grandchildren of sessions of their own, that ignore SIGTERM, end with it', async () => {
    const mark = confine === null ? '7001.25' : '7002.25'
    const left = `trap '' TERM HUP; (setsid sh -c "trap '' TERM HUP; (sleep ${mark} &); sleep ${mark}" >/dev/null 2>&1 </dev/null &)`
    const { end, out } = await box.run(`${left}; sleep 0.3; pgrep -f 'sleep ${mark}' | wc -l`, { confine })
    expect(end).toEqual({ kind: 'exit', code: 0 })
    expect(Number(out)).toBeGreaterThan(0)
    expect(await alive(mark)).toBe(0)
  })

  test('a program that ignores SIGTERM ends when it is stopped, and what it began too', async () => {
    const mark = confine === null ? '7003.25' : '7004.25'
    const child = await box.sh(
      `trap 'echo asked' TERM; setsid sleep ${mark} & echo ready; while true; do sleep 0.1; done`,
      { confine },
    )
    expect(await hears(child.stdout)).toBe('ready\n')
    child.stop()
    // It was asked first.
    expect(await hears(child.stdout)).toBe('asked\n')
    expect(await child.ended).toEqual({ kind: 'stopped' })
    expect(await alive(mark)).toBe(0)
  })

  test('it ends when its turn is cancelled', async () => {
    const cancel = new AbortController()
    const child = await box.sh('echo ready; sleep 7005.25', { confine, signal: cancel.signal })
    await hears(child.stdout)
    cancel.abort()
    expect(await child.ended).toEqual({ kind: 'stopped' })
    const late = await box.sh('echo ready', { confine, signal: cancel.signal })
    expect(await late.ended).toEqual({ kind: 'stopped' })
  })

  test('it ends whenever it is stopped, while it is being set up too', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const child = await box.sh('sleep 7010.25', { confine })
      for (let each = 0; each < turns; each += 1) await Promise.resolve()
      child.stop()
      expect(await child.ended).toEqual({ kind: 'stopped' })
    }
    expect(await alive('7010.25')).toBe(0)
  })

  test('a child that keeps forking is stopped at its limit and leaves nothing', async () => {
    const mark = confine === null ? '7006.25' : '7007.25'
    // Bounded at 500 by itself, whatever becomes of the limit.
    const line = `n=0; while [ $n -lt 500 ]; do setsid sleep ${mark} & n=$((n + 1)); done; echo all; wait`
    const { end } = await box.run(line, { confine, limits: { processes: 40 } })
    expect(end).toEqual({ kind: 'processes' })
    expect(await alive(mark)).toBe(0)
  })

  test('a child that burns the processor is stopped, though its children share the work', async () => {
    const line = 'burn() { while true; do :; done; }; burn & burn & wait'
    expect((await box.run(line, { confine, limits: { cpuSeconds: 1 } })).end).toEqual({ kind: 'cpu' })
  })

  test('of a gigabyte of output no more than the limit arrives, and memory does not grow', async () => {
    const limit = 1024 * 1024
    const before = process.memoryUsage().rss
    const child = await box.sh('yes | head -c 1G', { confine, limits: { outputBytes: limit } })
    let bytes = 0
    child.stdout.on('data', (chunk: Buffer) => (bytes += chunk.length))
    expect(await child.ended).toEqual({ kind: 'output' })
    if (!child.stdout.readableEnded) await once(child.stdout, 'end')
    expect(bytes).toBe(limit)
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })
})

test('its time is over by the clock', async () => {
  const clock = createTestClock(0)
  const timed = await openSandbox({ clock })
  const child = await timed.sh('echo ready; sleep 7008.25', { confine: null, limits: { wallMs: 90_000 } })
  await hears(child.stdout)
  clock.advance(89_999)
  expect(await Promise.race([child.ended, Promise.resolve('running')])).toBe('running')
  clock.advance(1)
  expect(await child.ended).toEqual({ kind: 'timeout' })
  await timed.close()
})

test('closing ends every child', async () => {
  const children = await Promise.all(
    ['7009.25', '7009.25'].map((mark) => box.sh(`sleep ${mark}`, { confine: null })),
  )
  await box.sandbox.close()
  expect(await Promise.all(children.map((child) => child.ended))).toEqual([
    { kind: 'stopped' },
    { kind: 'stopped' },
  ])
  expect(await alive('7009.25')).toBe(0)
})

test('the status was tried for real and leaves nothing behind', async (context) => {
  await wallsOrSkip(box.sandbox, context)
  const { kind, message } = await box.sandbox.status()
  expect(kind).toMatch(/^(bubblewrap|seatbelt)$/)
  expect(message).toContain('write only in their working directory')
})

test('without bubblewrap the status says what to run', async (context) => {
  if (process.platform !== 'linux') context.skip()
  const bare = await openSandbox({ env: { PATH: join(box.folder, 'nothing') } })
  const { kind, message } = await bare.sandbox.status()
  expect(kind).toBe('none')
  expect(message).toMatch(/bubblewrap is missing\. Run “.*bubblewrap socat”/)
  await bare.close()
})
