import { afterEach, beforeEach, expect, it } from 'vitest'
import { createFakeDesktop } from '../testing/fake-desktop.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createDelivery } from './delivery.ts'
import { createOutbox } from './outbox.ts'

let core: TestCore
beforeEach(() => {
  core = createTestCore()
})
afterEach(() => core.close())

const notification = { key: 'k', title: 'T', body: 'B', place: { screen: 'inbox' }, urgent: false } as const

it('a row that says a thing should be told is told after the crash, once', () => {
  // Committed, and killed before anything after the commit could run.
  const delivery = createDelivery(core, () => undefined)
  core.unitOfWork.run((work) => delivery.notify(notification, work))

  const desktop = createFakeDesktop()
  createOutbox(core, desktop.notifier, desktop.settings).flush()
  expect(desktop.shown).toEqual([notification])
  createOutbox(core, desktop.notifier, desktop.settings).flush()
  expect(desktop.shown).toHaveLength(1)
})

it('what was rolled back is never told', () => {
  const desktop = createFakeDesktop()
  const outbox = createOutbox(core, desktop.notifier, desktop.settings)
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
  const desktop = createFakeDesktop()
  const failing = {
    ...desktop.notifier,
    show: (n: { key: string }) =>
      n.key === 'bad' ? broken() : Promise.resolve(desktop.shown.push(notification) > 0),
  }
  const broken = (): never => {
    throw new Error('no bus')
  }
  const delivery = createDelivery(core, () => undefined)
  core.unitOfWork.run((work) => {
    delivery.notify({ ...notification, key: 'bad' }, work)
    delivery.notify(notification, work)
  })
  createOutbox(core, failing, desktop.settings).flush()
  expect(desktop.shown).toHaveLength(1)

  desktop.settings.set({ notifications: false })
  core.unitOfWork.run((work) => delivery.notify(notification, work))
  createOutbox(core, desktop.notifier, desktop.settings).flush()
  expect(desktop.shown).toHaveLength(1)
})
