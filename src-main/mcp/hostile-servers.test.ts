import { afterEach, beforeEach, expect, test } from 'vitest'
import { callOptions, startDesk, type TestDesk } from './testing/start-desk.ts'

let at: TestDesk
beforeEach(() => {
  at = startDesk()
})
afterEach(() => at.end())

const isAlive = (pid: number | null | undefined): boolean => {
  try {
    return process.kill(pid ?? 0, 0)
  } catch {
    return false
  }
}

/** The first tool of a server that behaves so. */
async function toolOf(behaviour: string) {
  const { id } = at.addHostile(behaviour, { API_KEY: { kind: 'secret', value: 's3cret-value' } })
  const tool = [...(await at.tools()).values()][0]
  if (!tool) throw new Error(at.server(id).state.message ?? 'it has no tools')
  return { id, tool }
}

test('a server that never answers the greeting is left out after eight seconds, and its state says why', async () => {
  const { id } = at.addHostile('never-starts')
  const began = at.core.clock.now()
  expect(await at.pass(100, at.tools())).toEqual(new Map())
  expect(at.core.clock.now() - began).toBeLessThan(10_000)
  expect(at.server(id).state).toMatchObject({ kind: 'failed', message: 'It did not answer within 8 s.' })
})

test('a server that never lists its tools is left out, and a turn that waited in vain waits no more', async () => {
  const { id } = at.addHostile('never-lists')
  await at.pass(100, at.tools())
  const { kind, retryAt } = at.server(id).state
  expect(kind).toBe('failed')
  at.core.clock.advance((retryAt ?? 0) - at.core.clock.now())
  await at.until(id, ({ state }) => state.kind === 'starting')
  // No time goes by from here on.
  expect(await at.tools()).toEqual(new Map())
  expect(at.server(id).state.kind).toBe('starting')
})

test('a call that is never answered is given up after a minute', async () => {
  const { tool } = await toolOf('never-calls')
  const began = at.core.clock.now()
  const result = await at.pass(5000, tool.call({}, callOptions()))
  expect(at.core.clock.now() - began).toBeGreaterThanOrEqual(60_000)
  expect(result).toMatchObject({
    isError: true,
    isOfServer: false,
    text: 'The server “hostile” did not answer within 60 s. It may or may not have happened; check first.',
  })
})

test('a sign of progress gives a call another minute', async () => {
  const { tool } = await toolOf('progresses')
  const call = tool.call({}, callOptions())
  let done = false
  void call.finally(() => (done = true))
  at.core.clock.advance(59_000)
  // The sign has come when the server has read the next message too.
  await at.desk.test(tool.serverId)
  at.core.clock.advance(59_000)
  await new Promise((resolve) => setImmediate(resolve))
  expect(done).toBe(false)
  expect((await at.pass(1000, call)).text).toContain('did not answer within')
})

test('a call ends with the reason of the turn when the turn does', async () => {
  const { tool } = await toolOf('never-calls')
  const turn = new AbortController()
  const call = tool.call({}, callOptions(turn.signal))
  turn.abort(new Error('cancelled'))
  await expect(call).rejects.toThrow('cancelled')
})

test.each([
  ['a line without an end', 'huge-line'],
  ['a valid message', 'huge-answer'],
])('%s of 100 MB ends the server with that reason', async (_what, behaviour) => {
  const { id, tool } = await toolOf(behaviour)
  const result = await tool.call({}, callOptions())
  expect(result).toMatchObject({ isError: true, isOfServer: false })
  expect(result.text).toBe(
    'The server “hostile” ended during the call: it sent a message of more than 10 MB and was stopped. It may or may not have happened; check first.',
  )
  expect(at.server(id).state.kind).toBe('failed')
})

test('an answer that is long is cut to 400 KB with a word about it', async () => {
  for (const [kilobytes, turn] of [
    [450, 'a'],
    [9_000, 'b'],
  ] as const) {
    const { id } = at.addHostile(`big-answer ${kilobytes}`)
    const tool = (await at.tools(turn)).get('say')
    const { text, isError } = (await tool?.call({}, callOptions())) ?? { text: '', isError: true }
    expect(isError).toBe(false)
    expect(text).toMatch(/^x{409600}\n\[Cut off: the answer is longer than 400 KB/)
    at.desk.remove(id)
  }
})

test('an answer of too many parts is refused in words', async () => {
  const { tool } = await toolOf('many-parts')
  const { text, isError } = await tool.call({}, callOptions())
  expect(isError).toBe(true)
  expect(text).toContain('too many parts')
})

test('a server that dies during a call is told in words, and started again after a rest', async () => {
  const { id, tool } = await toolOf('dies')
  const result = await tool.call({}, callOptions())
  expect(result).toMatchObject({ isError: true, isOfServer: false })
  expect(result.text).toBe(
    'The server “hostile” ended during the call: it ended with exit code 3. It may or may not have happened; check first.',
  )
  expect(at.server(id).state).toEqual({
    kind: 'failed',
    message: 'It ended with exit code 3.',
    retryAt: at.core.clock.now() + 1000,
  })
  // Its tools stay, so that the model is not told that they never were.
  const again = (await at.tools()).get('say')
  expect((await again?.call({}, callOptions()))?.text).toContain('is not running, so nothing was done')
  at.core.clock.advance(1000)
  await at.until(id, ({ state }) => state.kind === 'ready')
})

test('what a server answers before it ends is not lost', async () => {
  const { tool } = await toolOf('answers-and-dies')
  expect(await tool.call({}, callOptions())).toMatchObject({ text: 'done', isError: false })
})

test('the rests between failures double up to five minutes', async () => {
  const { id } = at.addHostile('dies-at-once')
  await at.tools()
  const rests: number[] = []
  for (let round = 0; round < 11; round++) {
    const { retryAt } = at.server(id).state
    const rest = (retryAt ?? 0) - at.core.clock.now()
    rests.push(rest / 1000)
    const next = at.until(id, ({ state }) => state.kind === 'failed' && state.retryAt !== retryAt)
    at.core.clock.advance(rest)
    await next
  }
  expect(rests).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300])
})

test('what is no message on standard output is skipped', async () => {
  const { tool } = await toolOf('junk')
  expect((await tool.call({ text: 'hi' }, callOptions())).text).toContain('you said hi')
})

test('a flood on standard error holds up nobody', async () => {
  const { tool } = await toolOf('floods')
  expect((await tool.call({ text: 'hi' }, callOptions())).text).toContain('you said hi')
})

test('a server that asks for samples, input or roots is told that there is no such thing', async () => {
  const { tool } = await toolOf('asks')
  expect((await tool.call({}, callOptions())).text).toBe('{} -32601 -32601 -32601')
})

test('a list in pages is read whole, and one without an end is not', async () => {
  const { id } = at.addHostile('pages')
  expect([...(await at.tools()).keys()]).toEqual(['page0', 'page1', 'page2'])
  at.desk.remove(id)
  at.addHostile('endless-pages')
  expect((await at.tools('other')).size).toBe(20)
})

test('tools past the hundred and twenty-eighth are left out', async () => {
  const { id } = at.addHostile('many')
  expect((await at.tools()).size).toBe(128)
  expect(at.server(id).state.message).toBe('Left out: those after the first 128.')
})

test('a list that changes is read again', async () => {
  const { id, tool } = await toolOf('changing')
  await tool.call({}, callOptions())
  // It is looked at a second later, however often it changes.
  at.core.clock.advance(1000)
  await at.until(id, ({ tools }) => tools.length === 2)
  expect([...(await at.tools()).keys()]).toEqual(['say', 'later'])
})

test('a secret that a server prints is in no result, no description, no row, no event and no message', async () => {
  const { id, tool } = await toolOf('leaky')
  const said = await tool.call({ text: 'x' }, callOptions())
  expect(said.text).toContain('you said x, [secret], ')
  expect(at.server(id).tools[1]?.description).toBe('It is [secret]')
  at.desk.remove(id)
  const refusing = await toolOf('refuses')
  expect((await refusing.tool.call({}, callOptions())).text).toContain('no such thing, [secret]')
  at.desk.remove(refusing.id)
  const dying = at.addHostile('dies-at-once', { API_KEY: { kind: 'secret', value: 's3cret-value' } })
  await at.tools('another')
  expect(at.server(dying.id).state.message).toBe('It ended with exit code 7. It said: “bad key [secret]”')
  expect(JSON.stringify([at.events, at.core.stores.mcpServers.list(), at.desk.list()])).not.toContain(
    's3cret-value',
  )
})

test('pictures are kept as what they are, and what cannot be shown is said', async () => {
  const { tool } = await toolOf('contents')
  const options = callOptions()
  const { text, isError, attachments } = await tool.call({}, options)
  expect(isError).toBe(true)
  expect(attachments).toMatchObject([{ kind: 'image', mediaType: 'image/png', name: 'image 1.png' }])
  expect(Buffer.from(options.kept[0] ?? []).toString('latin1')).toMatch(/^\x89PNG.*rest$/s)
  expect(text.split('\n\n')).toEqual([
    'half \ufffd a pair',
    '[An image was left out: it is too big, or broken, or of an unknown kind, or one too many.]',
    '[A piece of audio was left out.]',
    'file:///a.txt:\ninside',
    '[A file was left out: file:///b.bin, application/zip]',
    '[A link to a resource: a link https://example.com/x]',
    '[Something that Dormouse cannot read was left out.]',
  ])
})

test('a server runs while turns use it, in a process for each folder, and stops with the last of them', async () => {
  at.addHostile('good')
  await Promise.all([at.tools('one', null), at.tools('two', null), at.tools('three', '/')])
  await at.tools('one', null)
  // Both start at once, in either order.
  const byFolder = new Map(at.sandbox.children.map((child) => [child.plan.cwd, child]))
  expect(at.sandbox.children).toHaveLength(2)
  expect(new Set(byFolder.keys())).toEqual(new Set([at.home, '/']))
  const shared = byFolder.get(at.home)
  const other = byFolder.get('/')
  at.desk.release('one')
  expect(isAlive(shared?.pid)).toBe(true)
  at.desk.release('two')
  await shared?.ended
  expect(isAlive(other?.pid)).toBe(true)
  at.desk.release('three')
  await other?.ended
  expect([isAlive(shared?.pid), isAlive(other?.pid)]).toEqual([false, false])
  expect(at.desk.list()[0]?.state.kind).toBe('idle')
})

test('a server that is starting when its turn ends is stopped', async () => {
  const { id } = at.addHostile('never-starts')
  const tools = at.tools()
  while (at.sandbox.children.length === 0) await new Promise((resolve) => setImmediate(resolve))
  at.desk.release('turn')
  expect(await tools).toEqual(new Map())
  await at.desk.close()
  for (const child of at.sandbox.children) expect(isAlive(child.pid)).toBe(false)
  expect(at.server(id).state.kind).toBe('idle')
})
