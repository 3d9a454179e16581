import { afterEach, beforeEach, expect, it } from 'vitest'
import { createEventBus } from '../platform/event-bus.ts'
import { systemIds } from '../platform/ids.ts'
import { silentLogger } from '../platform/logger.ts'
import type { Core } from '../store/core.ts'
import { migrations } from '../store/migrations/migrations.ts'
import { openTestDatabase } from '../store/open-test-database.ts'
import { createStores } from '../store/stores.ts'
import { createUnitOfWork } from '../store/unit-of-work.ts'
import { createFakeDesktop } from '../testing/fake-desktop.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createDelivery } from './delivery.ts'
import { createOutbox } from './outbox.ts'

let core: Core
let close: () => void
beforeEach(() => {
  const opened = openTestDatabase(migrations)
  const clock = createTestClock(1_800_000_000_000)
  const bus = createEventBus(() => undefined)
  const unitOfWork = createUnitOfWork(opened.database, bus)
  core = { stores: createStores(opened.database), unitOfWork, clock, ids: systemIds(clock), logger: silentLogger }
  close = () => opened.close()
})
afterEach(() => close())

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
  const failing = { ...desktop.notifier, show: (n: { key: string }) => (n.key === 'bad' ? broken() : desktop.shown.push(notification) > 0) }
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
