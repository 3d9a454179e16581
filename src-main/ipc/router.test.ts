import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contract } from '../../src-shared/ipc/contract.ts'
import type { Logger } from '../platform/logger.ts'
import { badInput, conflict, notFound, unavailable } from '../platform/route-failure.ts'
import { DiskFullError } from '../store/database.ts'
import type { Handlers } from './route-handlers.ts'
import { createRouter, type Router } from './router.ts'

const window = { via: 'window' } as const
const socket = { via: 'socket' } as const

/** Every route answers by throwing or returning what the test says. */
function routerOver(handle: (input: unknown, caller: unknown) => unknown): {
  router: Router
  logged: unknown[]
} {
  const logged: unknown[] = []
  const logger: Logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (message, detail) => logged.push({ message, ...detail }),
  }
  // One handler stands for all.
  const handlers = Object.fromEntries(
    Object.keys(contract).map((route) => [route, handle]),
  ) as unknown as Handlers
  return { router: createRouter({ handlers, logger }), logged }
}

function throwing(error: unknown): ReturnType<typeof routerOver> {
  return routerOver(() => {
    throw error
  })
}

test('a handler gets the parsed input, with defaults, and who calls', async () => {
  const { router } = routerOver((input, caller) => ({ input, caller }))
  const action = { kind: 'assist', instruction: 'Look' }
  const result = await router.call(
    'schedules.create',
    { title: ' A ', action, trigger: { kind: 'once', at: 1 } },
    socket,
  )
  expect(result).toEqual({
    ok: true,
    data: {
      input: { title: 'A', action: { ...action, context: 'fresh' }, trigger: { kind: 'once', at: 1 } },
      caller: socket,
    },
  })
})

test('a route that takes nothing may be called with nothing', async () => {
  const { router } = routerOver(() => ({}))
  expect(await router.call('app.showWindow', undefined, window)).toEqual({ ok: true, data: {} })
})

test.each(['nope', '', '__proto__', 'toString', 'constructor'])(
  'the unknown route "%s" is not found',
  async (route) => {
    const { router } = routerOver(() => ({}))
    expect(await router.call(route, {}, window)).toMatchObject({ ok: false, error: { code: 'not_found' } })
  },
)

describe('bad input is one sentence with the field, the reason and what to do', () => {
  const trigger = { kind: 'once', at: 1 }
  const action = { kind: 'notify', text: 'x' }
  test.each([
    ['runs.get', {}, 'id is missing: give a string.'],
    ['runs.get', 'x', 'The input must be an object.'],
    ['runs.get', { id: '' }, 'id must not be empty.'],
    ['runs.list', { limit: 0 }, 'limit must be at least 1.'],
    ['runs.list', { limit: 501 }, 'limit must be at most 500.'],
    ['schedules.create', { title: '', action, trigger }, 'title: Give the schedule a title.'],
    [
      'schedules.create',
      { title: 'a', action: { kind: 'x' }, trigger },
      'action.kind must be one of "notify", "assist".',
    ],
    [
      'schedules.create',
      { title: 'a', action, trigger: { kind: 'interval', everyMs: 5 } },
      'trigger.everyMs: An interval must be at least one second (everyMs >= 1000).',
    ],
    [
      'schedules.create',
      { title: 'a', action, trigger, when: 1 },
      'The input has a field that is not known here, leave out "when".',
    ],
    ['schedules.create', { action }, 'title is missing: give a string; trigger is missing: give an object.'],
    ['app.openExternal', { url: 'file:///etc' }, 'url must be a valid address (URL) of an allowed kind.'],
  ])('%s %o', async (route, input, message) => {
    const { router } = routerOver(() => ({}))
    expect(await router.call(route, input, window)).toEqual({
      ok: false,
      error: { code: 'bad_input', message },
    })
  })

  test('a list with a wrong entry names the entry', async () => {
    const { router } = routerOver(() => ({}))
    const result = await router.call('runs.list', { status: ['failed', 'zz'] }, window)
    expect(result).toMatchObject({
      error: { message: expect.stringMatching(/^status\[1\] must be one of "queued", "running"/) },
    })
  })

  test('a value, which may be a secret, is not repeated', async () => {
    const { router } = routerOver(() => ({}))
    const result = await router.call(
      'connections.add',
      { name: 'a', defaultModel: 'm', key: ['sk-secret'] },
      window,
    )
    expect(result).toMatchObject({ ok: false, error: { message: 'key must be a string.' } })
  })
})

test.each([
  [notFound('No such run.'), 'not_found'],
  [conflict('Already answered.'), 'conflict'],
  [badInput('That is no time.'), 'bad_input'],
  [unavailable('Later.'), 'unavailable'],
])('a refusal of a handler keeps its words: %s', async (error, code) => {
  const { router, logged } = throwing(error)
  expect(await router.call('app.status', {}, window)).toEqual({
    ok: false,
    error: { code, message: error.message },
  })
  expect(logged).toEqual([])
})

test('a full disk is said to be full', async () => {
  const { router } = throwing(new DiskFullError('SQLITE_FULL'))
  expect(await router.call('app.status', {}, window)).toMatchObject({
    ok: false,
    error: { code: 'unavailable', message: expect.stringContaining('The disk is full') },
  })
})

test('anything else is internal, neutral to the caller, and logged without the input', async () => {
  const { router, logged } = throwing(new Error('"sk-very-secret" is an invalid header value'))
  const result = await router.call(
    'connections.add',
    { name: 'a', defaultModel: 'm', key: 'sk-very-secret' },
    window,
  )
  expect(result).toMatchObject({
    ok: false,
    error: { code: 'internal', message: expect.not.stringContaining('header') },
  })
  expect(logged).toEqual([
    {
      message: 'A route failed.',
      route: 'connections.add',
      error: expect.stringContaining('"[input]" is an invalid header value'),
    },
  ])
  expect(JSON.stringify(logged)).not.toContain('sk-very-secret')
})

test.each(['app.chooseDirectory', 'app.openExternal', 'attachments.open', 'attachments.save'])(
  '%s is for windows only',
  async (route) => {
    const { router } = routerOver(() => ({ path: null }))
    const input = { url: 'https://example.org', blob: '0'.repeat(64), name: 'a.pdf' }
    expect(await router.call(route, input, socket)).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    })
    expect(await router.call(route, input, window)).toMatchObject({ ok: true })
  },
)

test('no route and no input whatever makes it reject', async () => {
  const { router } = routerOver(() => ({}))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(contract)), fc.anything(), async (route, input) => {
      expect(typeof (await router.call(route, input, socket)).ok).toBe('boolean')
    }),
    { numRuns: 500 },
  )
})
