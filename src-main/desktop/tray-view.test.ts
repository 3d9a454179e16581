import { expect, test } from 'vitest'
import { type TrayFacts, trayView } from './tray-view.ts'

const quiet: TrayFacts = { waiting: 0, newest: [], running: 0, schedulesPaused: false }
const labels = (facts: TrayFacts): string[] =>
  trayView(facts).menu.flatMap((entry) => ('label' in entry ? [entry.label] : []))

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

const question = (questionId: string, title: string, prompt: string) => ({ questionId, title, prompt })
const questionLabels = (...newest: TrayFacts['newest']): string[] =>
  trayView({ ...quiet, waiting: newest.length, newest }).menu.flatMap((entry) =>
    entry.kind === 'question' ? [entry.label] : [],
  )

test('the newest questions stand under the Inbox, each as an entry of its own', () => {
  const newest = [question('q2', 'Cut', 'Which size?'), question('q1', 'Paint', 'Which colour?')]
  expect(labels({ ...quiet, waiting: 3, newest }).slice(0, 5)).toEqual([
    'Open Dormouse',
    'Inbox (3)',
    'Cut: Which size?',
    'Paint: Which colour?',
    'Pause all schedules',
  ])
  expect(trayView({ ...quiet, newest }).menu).toContainEqual({
    kind: 'question',
    questionId: 'q2',
    label: 'Cut: Which size?',
  })
})

test('an entry is one short line', () => {
  const [label = ''] = questionLabels(question('q', 'Report', `Several\nlines ${'and more '.repeat(20)}`))
  expect(label).toMatch(/^Report: Several lines and more .+…$/)
  expect(label.length).toBeLessThanOrEqual(60)
})

test('nothing in a question marks a mnemonic, hides or reorders the entry', () => {
  expect(questionLabels(question('q', 'R&D', 'Send \u202etxt.exe\u0007 & go?'))).toEqual([
    'R&&D: Send txt.exe && go?',
  ])
})
