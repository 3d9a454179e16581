import { beforeEach, expect, it, vi } from 'vitest'
import type { TestClock } from '../testing/test-clock.ts'
import { createQuickAskWindow, type QuickAskWindow } from './quick-ask-window.ts'
import { fakeEnvironment, FakeWindow, newestWindow } from './testing/fake-windows.ts'

vi.mock('electron', async () => (await import('./testing/fake-windows.ts')).fakeElectron)

const ask = { action: 'quick-ask' }

let clock: TestClock
let quickAsk: QuickAskWindow
beforeEach(() => {
  const environment = fakeEnvironment()
  clock = environment.clock
  quickAsk = createQuickAskWindow(environment)
})

it('a quick-ask page that could not be loaded is made again when it is wanted next', () => {
  quickAsk.toggle()
  newestWindow().fail()
  expect(newestWindow().visible).toBe(false)
  clock.advance(1)
  expect(newestWindow().destroyed).toBe(true)

  quickAsk.toggle()
  expect(FakeWindow.made).toHaveLength(2)
  newestWindow().finish()
  expect(newestWindow().visible).toBe(true)
  expect(newestWindow().webContents.sent).toEqual([ask])
})

it('one that crashed is not waited for: who wants it at once has a new one', () => {
  quickAsk.toggle()
  const first = newestWindow()
  first.finish()
  first.crash()
  quickAsk.show()
  expect(FakeWindow.made).toHaveLength(2)
  clock.advance(1)
  expect(first.destroyed).toBe(true)
  newestWindow().finish()
  expect(newestWindow().visible).toBe(true)
})

it('one that was put away for long is made anew', () => {
  quickAsk.show()
  newestWindow().finish()
  quickAsk.hide()
  clock.advance(60_000)
  expect(newestWindow().destroyed).toBe(true)
  quickAsk.show()
  newestWindow().finish()
  expect(newestWindow().webContents.sent).toEqual([ask])
  expect(FakeWindow.made).toHaveLength(2)
})
