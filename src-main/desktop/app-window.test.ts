import { beforeEach, expect, it, vi } from 'vitest'
import type { OpenRequest } from '../../src-shared/ipc/bridge.ts'
import type { TestClock } from '../testing/test-clock.ts'
import type { AppWindow } from './app-window.ts'
import { createSettingsWindow } from './settings-window.ts'
import { fakeEnvironment, FakeWindow, newestWindow } from './testing/fake-windows.ts'

vi.mock('electron', async () => (await import('./testing/fake-windows.ts')).fakeElectron)

const general: OpenRequest = { tab: 'General' }
const usage: OpenRequest = { tab: 'Usage' }

let clock: TestClock
let opened: AppWindow
beforeEach(() => {
  const environment = fakeEnvironment()
  clock = environment.clock
  opened = createSettingsWindow(environment)
})
const asked = () => newestWindow().webContents.sent

it('a page hears of what it was asked while it was loading, once and in order', () => {
  opened.open(general)
  opened.open(usage)
  expect(asked()).toEqual([])
  newestWindow().finish()
  expect(asked()).toEqual([general, usage])
})

it('a page that could not be loaded is loaded again when it is opened again, and is asked what it was asked', () => {
  opened.open(general)
  newestWindow().fail()
  expect(newestWindow().visible).toBe(true)
  expect(asked()).toEqual([])
  opened.open(usage)
  expect(newestWindow().loads).toBe(2)
  newestWindow().finish()
  expect(asked()).toEqual([general, usage])
  expect(FakeWindow.made).toHaveLength(1)
})

it('a load that another one took the place of is no failure', () => {
  opened.open(general)
  newestWindow().fail(-3)
  expect(asked()).toEqual([general])
})

it('after a crash the page is loaded again, and is asked what it was asked just before it and meanwhile', () => {
  opened.open()
  newestWindow().finish()
  opened.open(general)
  newestWindow().crash()
  opened.open(usage)
  clock.advance(1)
  expect(newestWindow().loads).toBe(2)
  newestWindow().finish()
  expect(asked()).toEqual([general, general, usage])
})

it('where the user went on since, a crash does not take them back', () => {
  opened.open(general)
  newestWindow().finish()
  clock.advance(60_000)
  newestWindow().crash()
  clock.advance(1)
  newestWindow().finish()
  expect(asked()).toEqual([general])
})

it('a window that is opened while it closes is made anew, and what the old one still does is its own', () => {
  opened.open()
  const old = newestWindow()
  old.finish()
  old.emit('close')
  opened.open(general)
  expect(FakeWindow.made).toHaveLength(2)
  expect(opened.contents()).toEqual([old.webContents, newestWindow().webContents])
  old.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
  old.destroy()
  newestWindow().finish()
  expect(asked()).toEqual([general])
  expect(opened.contents()).toEqual([newestWindow().webContents])
})
