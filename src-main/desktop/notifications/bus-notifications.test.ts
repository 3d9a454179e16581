import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DesktopNotification, NotificationAnswer } from '../../inbox/notifier.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createTestClock, type TestClock } from '../../testing/test-clock.ts'
import { BusError } from '../session-bus.ts'
import { createBusNotifications } from './bus-notifications.ts'
import type { DesktopNotifier } from './desktop-notifier.ts'
import type { DaemonEvent } from './notification-daemon.ts'
import type { NotificationMessage } from './notification-message.ts'

const question = (id: string, more: Partial<DesktopNotification> = {}): DesktopNotification => ({
  key: `question:${id}`,
  title: 'Report needs you',
  body: 'Go on?',
  place: { screen: 'inbox', questionId: id },
  urgent: true,
  buttons: [{ label: 'Yes', answer: { kind: 'choice', values: ['yes'] } }],
  field: 'Something else',
  ...more,
})

let clock: TestClock
/** What the daemon shows now, by its id. */
let screen: Map<number, NotificationMessage>
let replaced: number[]
let given: NotificationAnswer[]
let opened: unknown[]
let lines: string[]
/** What stands between the daemon and its answers; `null`: it answers at once. */
let held: (() => void)[] | null
let state: 'there' | 'absent' | 'no bus'
let mayShowAgain: boolean
let isConnected: boolean
let byFallback: string[]
let tell: (event: DaemonEvent) => void
let notifications: DesktopNotifier

beforeEach(() => {
  clock = createTestClock(0)
  screen = new Map()
  replaced = []
  given = []
  opened = []
  lines = []
  held = null
  state = 'there'
  mayShowAgain = true
  isConnected = false
  byFallback = []
  let lastId = 0
  const answers = (): Promise<void> =>
    held === null ? Promise.resolve() : new Promise((resolve) => void held?.push(resolve))
  const thereOnly = (): void => {
    if (state !== 'there') throw new BusError('org.freedesktop.DBus.Error.ServiceUnknown')
  }
  notifications = createBusNotifications({
    async connect(onEvent) {
      if (state === 'no bus') throw new BusError('no session bus')
      tell = onEvent
      isConnected = true
      return {
        async capabilities() {
          thereOnly()
          return new Set(['body', 'actions', 'inline-reply'])
        },
        async notify(message, replaces) {
          thereOnly()
          replaced.push(replaces)
          const id = replaces === 0 ? ++lastId : replaces
          screen.set(id, message)
          await answers()
          return id
        },
        async closeNotification(id) {
          screen.delete(id)
        },
        disconnect: () => void (isConnected = false),
      }
    },
    fallback: {
      show: async ({ key }) => byFallback.push(key) > 0,
      withdraw: (key) => void (byFallback = byFallback.filter((shown) => shown !== key)),
      status: async () => ({ buttons: false, reply: false, problem: 'none' }),
      onAnswer: () => undefined,
      close: () => Promise.resolve(),
    },
    open: (place) => void opened.push(place),
    mayShowAgain: () => mayShowAgain,
    clock,
    logger: {
      ...silentLogger,
      warn: (message, detail) => void lines.push(message + JSON.stringify(detail)),
    },
  })
  notifications.onAnswer((answer) => void given.push(answer))
})
afterEach(async () => {
  const closed = notifications.close()
  // What a test left without an answer is not waited for.
  clock.advance(1_000)
  await closed
})

/** The key of the button that is on the screen under this id. */
const buttonOf = (id: number): string => screen.get(id)?.actions[4] ?? 'none'
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('a pressed button answers its question once, however often the desktop tells of it', async () => {
  expect(await notifications.show(question('q'))).toBe(true)
  const key = buttonOf(1)
  for (let time = 0; time < 3; time += 1) tell({ kind: 'pressed', id: 1, key })
  tell({ kind: 'replied', id: 1, text: 'no' })
  expect(given).toEqual([{ key: 'question:q', questionId: 'q', answer: { kind: 'choice', values: ['yes'] } }])
})

test('a reply answers in words; an empty one opens the question instead', async () => {
  await notifications.show(question('q'))
  tell({ kind: 'replied', id: 1, text: '  ' })
  expect(given).toEqual([])
  expect(opened).toEqual([{ screen: 'inbox', questionId: 'q' }])
  tell({ kind: 'replied', id: 1, text: 'Plums' })
  expect(given).toEqual([{ key: 'question:q', questionId: 'q', answer: { kind: 'text', text: 'Plums' } }])
})

test('a reply to what has no field is no answer', async () => {
  const { field: _, ...secret } = question('secret', { buttons: [] })
  await notifications.show(secret)
  tell({ kind: 'replied', id: 1, text: 'hunter2' })
  expect(given).toEqual([])
})

test('a click opens the place, and a key or an id that is not ours does nothing', async () => {
  await notifications.show(question('q'))
  tell({ kind: 'pressed', id: 1, key: 'default' })
  expect(opened).toEqual([{ screen: 'inbox', questionId: 'q' }])
  tell({ kind: 'pressed', id: 1, key: 'mute' })
  tell({ kind: 'pressed', id: 99, key: buttonOf(1) })
  tell({ kind: 'replied', id: 99, text: 'yes' })
  expect(given).toEqual([])
  expect(opened).toHaveLength(1)
})

test('a press that comes before the id is known is heard', async () => {
  held = []
  const shown = notifications.show(question('q'))
  await settled()
  tell({ kind: 'pressed', id: 1, key: buttonOf(1) })
  expect(given).toEqual([])
  for (const answer of held) answer()
  await shown
  expect(given).toHaveLength(1)
})

test('the same key takes the place of the one before; what was touched is not reused', async () => {
  await notifications.show(question('q'))
  await notifications.show(question('q', { body: 'Go on now?' }))
  expect(replaced).toEqual([0, 1])
  tell({ kind: 'pressed', id: 1, key: buttonOf(1) })
  await notifications.show(question('q', { title: 'Not answered', buttons: [] }))
  expect([...screen].map(([id, { summary }]) => [id, summary])).toEqual([[2, 'Not answered']])
})

test('a press of before a replacement does not count for what replaced it', async () => {
  await notifications.show(question('q'))
  const stale = buttonOf(1)
  await notifications.show(
    question('q', { buttons: [{ label: 'Deny', answer: { kind: 'text', text: 'n' } }] }),
  )
  tell({ kind: 'pressed', id: 1, key: stale })
  expect(given).toEqual([])
})

test('what is withdrawn before the desktop has taken it does not stay', async () => {
  held = []
  const shown = notifications.show(question('q'))
  await settled()
  notifications.withdraw('question:q')
  for (const answer of held) answer()
  expect(await shown).toBe(true)
  await settled()
  expect(screen.size).toBe(0)
})

test('a press that was on its way when the notification was withdrawn is heard, and one after it is not', async () => {
  await notifications.show(question('q'))
  const key = buttonOf(1)
  notifications.withdraw('question:q')
  tell({ kind: 'pressed', id: 1, key })
  await settled()
  expect(given).toHaveLength(1)

  await notifications.show(question('r'))
  const next = buttonOf(2)
  notifications.withdraw('question:r')
  await settled()
  tell({ kind: 'pressed', id: 2, key: next })
  expect(given).toHaveLength(1)
})

test('calls for one key follow one another', async () => {
  held = []
  void notifications.show(question('q', { body: 'one' }))
  await settled()
  void notifications.show(question('q', { body: 'two' }))
  const last = notifications.show(question('q', { body: 'three' }))
  await settled()
  while (held.length > 0) {
    for (const answer of held.splice(0)) answer()
    await settled()
  }
  expect(await last).toBe(true)
  expect([...screen.values()].map(({ body }) => body)).toEqual(['three'])
  expect(replaced).toEqual([0, 1])
})

test('a desktop that never answers is not waited for, and what it shows late is still heard', async () => {
  held = []
  const shown = notifications.show(question('q', { body: 'a secret plan' }))
  await settled()
  clock.advance(10_000)
  expect(await shown).toBe(false)
  expect(lines.join()).toContain('question:q')
  expect(lines.join()).not.toContain('secret plan')
  for (const answer of held) answer()
  await settled()
  tell({ kind: 'pressed', id: 1, key: buttonOf(1) })
  expect(given).toHaveLength(1)
})

test('a daemon that answers nothing is given no more, until another one comes', async () => {
  held = []
  const shown = ['1', '2', '3', '4', '5'].map((id) => notifications.show(question(id)))
  await settled()
  clock.advance(10_000)
  expect(await Promise.all(shown)).toEqual(Array(5).fill(false))
  expect(await notifications.show(question('6'))).toBe(false)
  expect(screen.size).toBe(5)
  screen.clear()
  held = null
  tell({ kind: 'changed', isThere: true })
  await settled()
  expect(screen.size).toBe(1)
  expect(await notifications.show(question('7'))).toBe(true)
})

test('without a daemon nothing is shown; one that comes later shows what still waits', async () => {
  state = 'absent'
  expect(await notifications.show(question('gone'))).toBe(false)
  expect(await notifications.show(question('open'))).toBe(false)
  expect(await notifications.show(question('result', { urgent: false }))).toBe(false)
  expect((await notifications.status()).problem).toContain('notification daemon')
  notifications.withdraw('question:gone')
  state = 'there'
  tell({ kind: 'changed', isThere: true })
  await settled()
  expect(screen.size).toBe(1)
  tell({ kind: 'pressed', id: 1, key: buttonOf(1) })
  expect(given.map(({ questionId }) => questionId)).toEqual(['open'])
})

test('a daemon that starts again shows the newest few once more, and the ids of the old one are void', async () => {
  for (const id of ['1', '2', '3', '4', '5']) await notifications.show(question(id))
  const stale = buttonOf(5)
  tell({ kind: 'closed', id: 4 })
  screen.clear()
  tell({ kind: 'changed', isThere: false })
  tell({ kind: 'pressed', id: 5, key: stale })
  expect(given).toEqual([])
  tell({ kind: 'changed', isThere: true })
  await settled()
  expect(replaced.slice(5)).toEqual([0, 0, 0])
  for (const id of screen.keys()) tell({ kind: 'pressed', id, key: buttonOf(id) })
  expect(given.map(({ questionId }) => questionId)).toEqual(['2', '3', '5'])
})

test('while it must be quiet a daemon that starts again shows nothing', async () => {
  await notifications.show(question('q'))
  screen.clear()
  mayShowAgain = false
  tell({ kind: 'changed', isThere: true })
  await settled()
  expect(screen.size).toBe(0)
})

test('without a bus Electron shows it; when there is one again, it is used', async () => {
  state = 'no bus'
  expect(await notifications.show(question('q'))).toBe(true)
  expect(byFallback).toEqual(['question:q'])
  expect((await notifications.status()).buttons).toBe(false)
  notifications.withdraw('question:q')
  expect(byFallback).toEqual([])
  state = 'there'
  expect(await notifications.status()).toEqual({ buttons: true, reply: true, problem: null })
  await notifications.show(question('r'))
  expect(screen.size).toBe(1)
  expect(byFallback).toEqual([])
})

test('what was withdrawn while the bus was looked for is not shown elsewhere', async () => {
  state = 'no bus'
  const shown = notifications.show(question('q'))
  notifications.withdraw('question:q')
  await shown
  expect(byFallback).toEqual([])
})

test('a lost bus is connected anew by the next notification', async () => {
  await notifications.show(question('q'))
  isConnected = false
  tell({ kind: 'lost' })
  expect(await notifications.show(question('q'))).toBe(true)
  expect(isConnected).toBe(true)
  expect(replaced).toEqual([0, 0])
})

test('of very many the oldest are taken away: their buttons would do nothing', async () => {
  for (let id = 1; id <= 230; id += 1) await notifications.show(question(String(id)))
  await settled()
  expect(screen.size).toBe(200)
  expect(screen.has(30)).toBe(false)
})

test('at the end everything that is shown is taken away, and nothing more is shown', async () => {
  await notifications.show(question('1'))
  await notifications.show(question('2'))
  await notifications.close()
  expect(screen.size).toBe(0)
  expect(isConnected).toBe(false)
  expect(await notifications.show(question('3'))).toBe(false)
})
