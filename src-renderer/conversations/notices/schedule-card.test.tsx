import { act, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { NoticeBlock } from '../../../src-shared/domain/message.ts'
import { defaultPolicies, type Schedule } from '../../../src-shared/domain/schedule.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { messageRow, runRow, scheduleRow } from '../../dev/rows.ts'
import { emptyWorld } from '../../dev/world.ts'
import { usePlace } from '../../main-window/place-store.ts'
import { now } from '../../platform/now.ts'
import { ScheduleCard } from './schedule-card.tsx'

const hour = 3_600_000
const notice: NoticeBlock = {
  type: 'notice',
  kind: 'schedule',
  title: 'Check the build',
  text: 'Every weekday at 09:00. Next: Monday.',
  runId: null,
  questionId: null,
  scheduleId: 's',
}
const unsaved = (fields: Partial<Schedule> = {}): Schedule =>
  scheduleRow({
    id: 's',
    deliverTo: 'c',
    title: 'Check the build',
    action: { kind: 'assist', instruction: 'See whether it is green.', context: 'fresh' },
    nextAt: now() + hour,
    confirmed: false,
    ...fields,
  })

function open(schedule: Schedule | null): FakeBridge {
  const world = emptyWorld()
  if (schedule) world.schedules = [schedule]
  const message = messageRow({ id: 'm', conversationId: 'c', at: now(), role: 'notice', content: [notice] })
  return renderWithBridge(world, <ScheduleCard message={message} notice={notice} scheduleId="s" />)
}
const card = () => screen.findByRole('article', { name: 'Scheduled: Check the build' })
const button = async (name: string) => within(await card()).findByRole('button', { name })
const buttons = async () =>
  within(await card())
    .queryAllByRole('button')
    .map((one) => one.textContent)
const change = (bridge: FakeBridge, schedule: Schedule): void =>
  act(() => bridge.emit({ event: 'schedule.changed', data: schedule }))

describe('the card of a schedule that the assistant made', () => {
  it('says when, what and the next five times, and that it runs without a click', async () => {
    const bridge = open(unsaved({ policies: { ...defaultPolicies, bounds: { maxRuns: 8 } }, runsCount: 1 }))
    expect(await within(await card()).findByText(/^Every weekday at 09:00/)).toBeDefined()
    const times = within(await card()).getByRole('list', { name: 'The next times' })
    expect(within(times).getAllByRole('listitem')).toHaveLength(5)
    expect(within(await card()).getByText('See whether it is green.')).toBeDefined()
    expect(
      within(await card()).getByText('It is set already, and runs as shown even if you press nothing here.'),
    ).toBeDefined()
    expect(await buttons()).toEqual(['Save', 'Change', 'Cancel'])
    expect(givenTo(bridge, 'schedules.preview')).toMatchObject([{ count: 5, bounds: { maxRuns: 7 } }])
  })

  it('asks no more once it is saved', async () => {
    const bridge = open(unsaved())
    await userEvent.click(await button('Save'))
    expect(givenTo(bridge, 'schedules.update')).toEqual([{ id: 's', confirmed: true }])
    expect(await within(await card()).findByText('Saved')).toBeDefined()
    expect(await buttons()).toEqual(['Change'])
    expect(document.activeElement?.textContent).toBe('Change')
  })

  it('opens its form to be changed', async () => {
    const bridge = open(unsaved())
    await userEvent.click(await button('Change'))
    expect(givenTo(bridge, 'app.showSettings')).toEqual([{ tab: 'Schedules', scheduleId: 's' }])
  })

  it('is cancelled with one press, which can be taken back right there', async () => {
    const bridge = open(unsaved())
    await userEvent.click(await button('Cancel'))
    expect(givenTo(bridge, 'schedules.remove')).toEqual([{ id: 's' }])
    expect(await within(await card()).findByText('Cancelled')).toBeDefined()
    expect(document.activeElement?.textContent).toBe('Undo')
    await userEvent.keyboard('{Enter}')
    const { title, action, trigger } = unsaved()
    expect(givenTo(bridge, 'schedules.create')).toMatchObject([{ title, action, trigger, deliverTo: 'c' }])
    expect(await within(await card()).findByText(/you set it again as a new schedule/)).toBeDefined()
  })

  it('says why it could not be cancelled, and stays as it was', async () => {
    const bridge = open(unsaved())
    bridge.override({
      'schedules.remove': () => {
        throw new Refusal('internal', 'The disk is full.')
      },
    })
    await userEvent.click(await button('Cancel'))
    expect(await screen.findByText('The disk is full.')).toBeDefined()
    expect(await buttons()).toEqual(['Save', 'Change', 'Cancel'])
  })

  it('follows what happens to it elsewhere', async () => {
    const bridge = open(unsaved())
    expect(await buttons()).toEqual(['Save', 'Change', 'Cancel'])
    change(bridge, unsaved({ title: 'Check the build', confirmed: true }))
    expect(within(await card()).getByText('Saved')).toBeDefined()
    change(bridge, unsaved({ enabled: false, pausedReason: 'Holidays', confirmed: true }))
    expect(within(await card()).getByText('It is paused: Holidays')).toBeDefined()
    expect(within(await card()).queryByRole('list', { name: 'The next times' })).toBeNull()
    change(bridge, unsaved({ nextAt: null, confirmed: true }))
    expect(within(await card()).getByText('Finished')).toBeDefined()
    act(() => bridge.emit({ event: 'schedule.changed', data: { id: 's', removed: true } }))
    expect(within(await card()).getByText('Cancelled')).toBeDefined()
    expect(await buttons()).toEqual([])
  })

  it('shows the run that came before it was saved', async () => {
    const bridge = open(unsaved())
    await button('Save')
    act(() =>
      bridge.emit({ event: 'run.changed', data: runRow({ id: 'r', scheduleId: 's', nominalAt: now() }) }),
    )
    change(bridge, unsaved({ lastRunId: 'r', runsCount: 1 }))
    expect(within(await card()).getByText('Succeeded')).toBeDefined()
    expect(
      within(await card()).getByText(/^It has run already, and goes on as shown even if you press nothing/),
    ).toBeDefined()
    await userEvent.click(await button('Open run'))
    expect(usePlace.getState()).toMatchObject({ screen: 'runs', runId: 'r' })
  })

  it('does not promise a run while all schedules are paused', async () => {
    const bridge = open(unsaved())
    await button('Save')
    act(() =>
      bridge.emit({
        event: 'settings.changed',
        data: { ...bridge.world.settings, schedulesPaused: true },
      }),
    )
    expect(within(await card()).getByText(/^All schedules are paused/)).toBeDefined()
  })

  it('of a schedule that is gone says so, and offers nothing', async () => {
    open(null)
    expect(await within(await card()).findByText('Cancelled')).toBeDefined()
    expect(await buttons()).toEqual([])
  })

  it('says that the times could not be worked out, and works them out when asked again', async () => {
    const bridge = open(null)
    bridge.override({
      'schedules.preview': () => {
        throw new Refusal('internal', 'The clock is broken.')
      },
    })
    change(bridge, unsaved())
    expect(await screen.findByText(/^The next times could not be worked out/)).toBeDefined()
    bridge.override({
      'schedules.preview': () => ({ at: [now() + hour], words: 'Some day', clockChanges: [] }),
    })
    await userEvent.click(await button('Try again'))
    expect(await screen.findByText('Some day')).toBeDefined()
  })

  it('shows what was said when it was made while the schedules cannot be loaded', async () => {
    const world = emptyWorld()
    const message = messageRow({ id: 'm', conversationId: 'c', role: 'notice', content: [notice] })
    const bridge = renderWithBridge(
      world,
      <ScheduleCard message={message} notice={notice} scheduleId="s" />,
      {
        'schedules.list': () => {
          throw new Refusal('internal', 'The database is busy.')
        },
      },
    )
    expect(await screen.findByText(/^How it stands now could not be loaded/)).toBeDefined()
    expect(screen.getByText(/^Every weekday at 09:00\. Next: Monday/)).toBeDefined()
    bridge.override({ 'schedules.list': () => [unsaved()] })
    await userEvent.click(await button('Try again'))
    expect(await button('Save')).toBeDefined()
  })
})
