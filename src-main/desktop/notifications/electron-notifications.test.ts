import { EventEmitter } from 'node:events'
import type { Notification, NotificationConstructorOptions } from 'electron'
import { beforeEach, expect, test } from 'vitest'
import type { DesktopNotification, NotificationAnswer } from '../../inbox/notifier.ts'
import { silentLogger } from '../../platform/logger.ts'
import { createTestClock, type TestClock } from '../../testing/test-clock.ts'
import type { DesktopNotifier } from './desktop-notifier.ts'
import { createElectronNotifications } from './electron-notifications.ts'

const question: DesktopNotification = {
  key: 'question:q',
  title: 'Report needs you',
  body: 'Tom & <b>Jerry</b>?',
  place: { screen: 'inbox', questionId: 'q' },
  urgent: true,
  buttons: [
    { label: 'Yes', answer: { kind: 'choice', values: ['yes'] } },
    { label: 'No', answer: { kind: 'choice', values: ['no'] } },
  ],
  field: 'Something else',
}

interface Shown {
  readonly options: NotificationConstructorOptions
  readonly events: EventEmitter
  isClosed: boolean
}
let shown: Shown[]
let given: NotificationAnswer[]
let opened: unknown[]
let clock: TestClock
/** What the system says to one that is shown. */
let says: 'show' | 'failed' | null
beforeEach(() => {
  shown = []
  given = []
  opened = []
  clock = createTestClock(0)
  says = 'show'
})

function on(platform: NodeJS.Platform): DesktopNotifier {
  const create = (options: NotificationConstructorOptions): Notification => {
    const events = new EventEmitter()
    const one: Shown = { options, events, isClosed: false }
    shown.push(one)
    const methods = {
      show: () => void (says === null ? undefined : events.emit(says, {}, 'refused')),
      close: () => void (one.isClosed = true),
    }
    return Object.assign(events, methods) as unknown as Notification
  }
  const notifier = createElectronNotifications({
    electron: { isSupported: () => true, create },
    platform,
    icon: 'icon.png',
    open: (place) => void opened.push(place),
    clock,
    logger: silentLogger,
  })
  notifier.onAnswer((answer) => void given.push(answer))
  return notifier
}

for (const platform of ['darwin', 'win32'] as const) {
  test(`on ${platform} a question has its buttons and a field, and one answer`, async () => {
    const notifier = on(platform)
    expect(await notifier.show(question)).toBe(true)
    expect(shown[0]?.options).toMatchObject({
      body: 'Tom & <b>Jerry</b>?',
      actions: [
        { type: 'button', text: 'Yes' },
        { type: 'button', text: 'No' },
      ],
      hasReply: true,
      replyPlaceholder: 'Something else',
    })
    expect(await notifier.status()).toEqual({ buttons: true, reply: true, problem: null })
    shown[0]?.events.emit('action', { actionIndex: 7 })
    shown[0]?.events.emit('action', { actionIndex: 1 })
    shown[0]?.events.emit('action', { actionIndex: 1 })
    shown[0]?.events.emit('reply', { reply: 'Maybe' })
    expect(given).toEqual([
      { key: 'question:q', questionId: 'q', answer: { kind: 'choice', values: ['no'] } },
    ])
  })
}

test('a reply answers in words; an empty one opens the question instead', async () => {
  await on('darwin').show(question)
  shown[0]?.events.emit('reply', { reply: ' ' })
  shown[0]?.events.emit('reply', { reply: 'Maybe' })
  expect(opened).toEqual([question.place])
  expect(given.map(({ answer }) => answer)).toEqual([{ kind: 'text', text: 'Maybe' }])
})

test('on Linux there is only a click, and markup is shown as it was written', async () => {
  const notifier = on('linux')
  await notifier.show(question)
  expect(shown[0]?.options).not.toHaveProperty('actions')
  expect(shown[0]?.options).not.toHaveProperty('hasReply')
  expect(shown[0]?.options.body).toBe('Tom &amp; &lt;b&gt;Jerry&lt;/b&gt;?')
  shown[0]?.events.emit('click')
  expect(opened).toEqual([question.place])
  expect((await notifier.status()).buttons).toBe(false)
})

test('a secret has neither buttons nor a field', async () => {
  const { field: _, ...secret } = { ...question, buttons: [] }
  await on('win32').show(secret)
  expect(shown[0]?.options).not.toHaveProperty('actions')
  expect(shown[0]?.options).not.toHaveProperty('hasReply')
})

test('the same key takes the place of the one before, and the end takes all away', async () => {
  const notifier = on('darwin')
  await notifier.show(question)
  await notifier.show(question)
  expect(shown.map(({ isClosed }) => isClosed)).toEqual([true, false])
  await notifier.close()
  expect(shown.every(({ isClosed }) => isClosed)).toBe(true)
  expect(await notifier.show(question)).toBe(false)
})

test('what the system refuses, or says nothing of, was not shown', async () => {
  const notifier = on('darwin')
  says = 'failed'
  expect(await notifier.show(question)).toBe(false)
  says = null
  const silent = notifier.show(question)
  clock.advance(5_000)
  expect(await silent).toBe(false)
})
