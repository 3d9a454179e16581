import { expect, test } from 'vitest'
import { type TrayFacts, trayView } from './tray-view.ts'

const quiet: TrayFacts = { waiting: 0, running: 0, schedulesPaused: false }
const labels = (facts: TrayFacts): string[] =>
  trayView(facts).menu.flatMap((entry) => (entry.kind === 'command' ? [entry.label] : []))

test('with nothing going on the dormouse sleeps under its plain name', () => {
  expect(trayView(quiet)).toMatchObject({ mood: 'asleep', tooltip: 'Dormouse' })
})

test('the tooltip says how many questions wait', () => {
  expect(trayView({ ...quiet, waiting: 3 }).tooltip).toBe('Dormouse – 3 waiting for you')
})

test('a question shows over work that goes on', () => {
  expect(trayView({ ...quiet, running: 2 }).mood).toBe('working')
  expect(trayView({ ...quiet, running: 2, waiting: 1 }).mood).toBe('needs-you')
})

test('the menu has the entries of the contract, in order', () => {
  expect(labels({ ...quiet, waiting: 2 })).toEqual([
    'Open Dormouse',
    'Inbox (2)',
    'Pause all schedules',
    'Settings…',
    'Quit',
  ])
})

test('paused schedules can be resumed, not paused again', () => {
  expect(labels({ ...quiet, schedulesPaused: true })).toContain('Resume all schedules')
  expect(labels({ ...quiet, schedulesPaused: true })).not.toContain('Pause all schedules')
})
