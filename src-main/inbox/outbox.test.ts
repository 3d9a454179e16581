import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Settings } from '../../src-shared/domain/settings.ts'
import { createFakeDesktop, type FakeDesktop } from '../testing/fake-desktop.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createDelivery } from './delivery.ts'
import type { Notifier } from './notifier.ts'
import { createOutbox, type Outbox } from './outbox.ts'

let core: TestCore
let desktop: FakeDesktop
/** Up to when quiet hours last. */
let quietEnd: number | null
beforeEach(() => {
  core = createTestCore()
  desktop = createFakeDesktop()
  quietEnd = null
})
afterEach(() => core.close())

const notification = { key: 'k', title: 'T', body: 'B', place: { screen: 'inbox' }, urgent: false } as const

const outboxOver = (notifier: Notifier = desktop.notifier): Outbox => {
  const { settings } = desktop
  return createOutbox(core, { notifier, settings, quietHoursEnd: () => quietEnd })
}
/** Commits notifications with these keys, and tells of them. */
const tell = (outbox: Outbox, ...keys: string[]): void => {
  const delivery = createDelivery(core, () => outbox.flush())
  for (const key of keys)
    core.unitOfWork.run((work) => delivery.notify({ ...notification, key, title: `T ${key}` }, work))
}
const withdraw = (outbox: Outbox, key: string): void => {
  const delivery = createDelivery(core, () => outbox.flush())
  core.unitOfWork.run((work) => delivery.withdraw(key, work))
}
const set = (patch: Partial<Settings>): void => void desktop.settings.set(patch)
const titles = (): string[] => desktop.shown.map(({ title }) => title)

it('a row that says a thing should be told is told after the crash, once', () => {
  // Committed, and killed before anything after the commit could run.
  const delivery = createDelivery(core, () => undefined)
  core.unitOfWork.run((work) => delivery.notify(notification, work))

  outboxOver().flush()
  expect(desktop.shown).toEqual([notification])
  outboxOver().flush()
  expect(desktop.shown).toHaveLength(1)
})

it('what was rolled back is never told', () => {
  const outbox = outboxOver()
  const delivery = createDelivery(core, () => outbox.flush())
  const broken = (): never => {
    throw new Error('broken')
  }
  expect(() =>
    core.unitOfWork.run((work) => {
      delivery.notify(notification, work)
      broken()
    }),
  ).toThrow('broken')
  outbox.flush()
  expect(desktop.shown).toEqual([])
})

it('a desktop that fails does not keep the rest from being told, and nothing is told while notifications are off', () => {
  const outbox = outboxOver({
    ...desktop.notifier,
    show: (each) => {
      if (each.key === 'bad') throw new Error('no bus')
      return desktop.notifier.show(each)
    },
  })
  tell(outbox, 'bad', 'good')
  expect(titles()).toEqual(['T good'])

  set({ notifications: false })
  tell(outbox, 'off')
  set({ notifications: true })
  outbox.flush()
  expect(titles()).toEqual(['T good'])
})

it('in quiet hours nothing is shown; one digest tells after them of what still matters', () => {
  const outbox = outboxOver()
  quietEnd = core.clock.now() + 60_000
  expect(outbox.quiet()).toEqual({ until: quietEnd })
  tell(outbox, 'a', 'b', 'c')
  withdraw(outbox, 'b')
  expect(desktop.shown).toEqual([])

  quietEnd = null
  core.clock.advance(60_000)
  expect(desktop.shown).toMatchObject([
    {
      key: 'digest',
      title: 'While it was quiet: 2 things',
      body: 'T a: B\nT c: B',
      place: { screen: 'inbox' },
    },
  ])
  core.clock.advance(600_000)
  expect(desktop.shown).toHaveLength(1)
})

it('a single thing that was held back is shown as itself, also after a restart', () => {
  set({ doNotDisturb: true })
  const outbox = outboxOver()
  expect(outbox.quiet()).toEqual({ until: null })
  tell(outbox, 'a', 'a')
  outbox.stop()

  set({ doNotDisturb: false })
  outboxOver().flush()
  expect(desktop.shown).toMatchObject([{ key: 'a', title: 'T a' }])
})

it('more than three within a minute become one, which goes with the last of them', () => {
  const outbox = outboxOver()
  tell(outbox, 'a', 'b', 'c')
  expect(titles()).toEqual(['T a', 'T b', 'T c'])
  tell(outbox, 'd')
  expect(desktop.withdrawn).toEqual(['a', 'b', 'c'])
  expect(desktop.shown.at(-1)).toMatchObject({
    key: 'group:1',
    title: '4 things from Dormouse',
    body: 'T a: B\nT b: B\nT c: B\nT d: B',
  })
  tell(outbox, 'e')
  expect(desktop.shown.at(-1)).toMatchObject({ title: '5 things from Dormouse' })

  withdraw(outbox, 'b')
  expect(desktop.shown.at(-1)).toMatchObject({ title: '4 things from Dormouse' })
  for (const key of ['a', 'c', 'd']) withdraw(outbox, key)
  expect(desktop.withdrawn.at(-1)).toBe('group:1')
  expect(desktop.shown.at(-1)).toMatchObject({ key: 'e', title: 'T e' })
  withdraw(outbox, 'e')
  expect(desktop.withdrawn.at(-1)).toBe('e')
})

it('what comes a minute later is shown by itself again', () => {
  const outbox = outboxOver()
  tell(outbox, 'a', 'b', 'c')
  core.clock.advance(60_000)
  tell(outbox, 'd')
  expect(titles()).toEqual(['T a', 'T b', 'T c', 'T d'])
  expect(desktop.withdrawn).toEqual([])
})
