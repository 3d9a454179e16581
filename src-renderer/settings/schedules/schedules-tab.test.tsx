import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { runRow, scheduleRow } from '../../dev/rows.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { SettingsWindow } from '../settings-window.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
const day = 86_400_000

function worldWith(...rows: readonly Partial<ReturnType<typeof scheduleRow>>[]): World {
  const world = emptyWorld()
  world.schedules = rows.map((row, index) =>
    scheduleRow({ id: `s-${index}`, deliverTo: 'c', title: 'Digest', nextAt: Date.UTC(2100, 0, 1), ...row }),
  )
  return world
}
const open = (world: World): FakeBridge => renderWithBridge(world, <SettingsWindow />)
const row = (name = 'Digest') => screen.findByRole('listitem', { name })
async function choose(entry: string): Promise<void> {
  await userEvent.click(within(await row()).getByRole('button', { name: /^More for/ }))
  await userEvent.click(await screen.findByRole('menuitem', { name: entry }))
}

beforeEach(() => {
  // Only the schedules that fit are drawn, and happy-dom has no layout.
  for (const side of ['offsetHeight', 'offsetWidth', 'clientHeight', 'clientWidth'] as const) {
    vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(900)
  }
  return () => vi.restoreAllMocks()
})

describe('a schedule in the list', () => {
  it('shows what became of its last times, and a mark opens its run', async () => {
    const world = worldWith({})
    world.runs = [
      runRow({ id: 'r-1', scheduleId: 's-0', nominalAt: noon - day, startedAt: noon - day }),
      runRow({ id: 'r-2', scheduleId: 's-0', nominalAt: noon, status: 'missed', reasonCode: 'asleep' }),
    ]
    const bridge = open(world)
    const strip = await within(await row()).findByRole('list', { name: 'Last 14 times' })
    const mark = within(strip).getByRole('button', { name: /missed: the computer was asleep/ })
    await userEvent.click(mark)
    expect(givenTo(bridge, 'app.showWindow')).toEqual([{ place: { screen: 'runs', runId: 'r-2' } }])
  })

  it('that the assistant made says so until it is saved', async () => {
    const bridge = open(worldWith({ confirmed: false }))
    const item = within(await row())
    expect(item.getByText('Made by the assistant')).toBeDefined()
    await userEvent.click(item.getByRole('button', { name: 'Save “Digest”' }))
    expect(givenTo(bridge, 'schedules.update')).toEqual([{ id: 's-0', confirmed: true }])
    await waitFor(() => expect(item.queryByText('Made by the assistant')).toBeNull())
  })

  it('that is paused says why and since when', async () => {
    const bridge = open(worldWith({ enabled: false, pausedReason: 'Until Monday', nextAt: null }))
    bridge.override({
      'schedules.missed': () => ({ count: 0, oldest: null, newest: null, since: noon }),
    })
    expect(await within(await row()).findByText(/^Until Monday, since Sat 21 Nov.*, 12:00$/)).toBeDefined()
  })

  it('is paused with a note from its menu', async () => {
    const bridge = open(worldWith({}))
    await choose('Pause… With a note')
    await userEvent.type(await screen.findByLabelText('Note'), 'Holidays{Enter}')
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.pause')).toEqual([{ id: 's-0', reason: 'Holidays' }]),
    )
    expect(await within(await row()).findByText(/^Holidays/)).toBeDefined()
  })

  it('is tried out without touching anything, and the page of that run opens', async () => {
    const bridge = open(worldWith({}))
    await choose('Try it now, touching nothing…')
    expect(await screen.findByText(/Whatever would change something is refused/)).toBeDefined()
    expect(givenTo(bridge, 'schedules.dryRun')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Try it' }))
    await waitFor(() => expect(givenTo(bridge, 'schedules.dryRun')).toEqual([{ id: 's-0' }]))
    const [run] = bridge.world.runs
    expect(givenTo(bridge, 'app.showWindow')).toEqual([{ place: { screen: 'runs', runId: run?.id } }])
  })

  it('says why it did not run at a time, with the run that is spoken of', async () => {
    const bridge = open(worldWith({}))
    bridge.override({
      'schedules.explain': () => ({ text: 'It was missed: asleep.', runId: 'r-9', nominalAt: noon }),
    })
    await choose('Why didn’t it run?…')
    fireEvent.change(await screen.findByLabelText('Day'), { target: { value: '2026-11-21' } })
    fireEvent.change(screen.getByLabelText('Time'), { target: { value: '12:00' } })
    await userEvent.click(screen.getByRole('button', { name: 'Look it up' }))
    expect(await screen.findByText('It was missed: asleep.')).toBeDefined()
    expect(givenTo(bridge, 'schedules.explain')).toEqual([{ id: 's-0', at: noon }])
    await userEvent.click(screen.getByRole('button', { name: 'Open run' }))
    expect(givenTo(bridge, 'app.showWindow')).toEqual([{ place: { screen: 'runs', runId: 'r-9' } }])
  })

  it('is opened in its form when another window asks for it', async () => {
    const bridge = open(worldWith({ title: 'Digest' }, { title: 'Backups' }))
    await userEvent.click(screen.getByRole('tab', { name: 'Usage' }))
    act(() => bridge.open({ tab: 'Schedules', scheduleId: 's-1' }))
    expect(await screen.findByRole('dialog', { name: 'Edit schedule' })).toBeDefined()
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Backups')
    act(() => bridge.open({ tab: 'Schedules', scheduleId: 's-0' }))
    expect(await screen.findByText(/Close this form first/)).toBeDefined()
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Backups')
  })
})

describe('resuming', () => {
  const paused = { enabled: false, pausedReason: 'Holidays', nextAt: null }
  const missed = { count: 12, oldest: noon - 12 * day, newest: noon - day, since: noon - 13 * day }

  it('asks what to do about the times that passed, and says how many and from when to when', async () => {
    const bridge = open(worldWith(paused))
    bridge.override({ 'schedules.missed': () => missed })
    await userEvent.click(within(await row()).getByRole('switch'))
    expect(
      await screen.findByText(
        /^12 times passed while it was paused, from Mon 9 Nov.*, 12:00 to Fri 20 Nov.*, 12:00\.$/,
      ),
    ).toBeDefined()
    expect(givenTo(bridge, 'schedules.resume')).toEqual([])
    await userEvent.click(screen.getByRole('radio', { name: 'Run the newest once' }))
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.resume')).toEqual([{ id: 's-0', missed: 'run-once' }]),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('skips them unless something else is chosen, and offers no more than the newest hundred', async () => {
    const bridge = open(worldWith(paused))
    bridge.override({ 'schedules.missed': () => ({ ...missed, count: 5000 }) })
    await choose('Resume…')
    expect(await screen.findByRole('radio', { name: 'Run the newest 100' })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Resume' }))
    await waitFor(() => expect(givenTo(bridge, 'schedules.resume')).toEqual([{ id: 's-0', missed: 'skip' }]))
  })

  it('asks nothing when nothing passed', async () => {
    const bridge = open(worldWith(paused))
    bridge.override({ 'schedules.missed': () => ({ ...missed, count: 0 }) })
    await userEvent.click(within(await row()).getByRole('switch'))
    await waitFor(() => expect(givenTo(bridge, 'schedules.resume')).toEqual([{ id: 's-0' }]))
    expect(screen.queryByRole('dialog')).toBeNull()
  })
})

describe('making up for a range', () => {
  const fill = async (from: readonly [string, string], to: readonly [string, string]): Promise<void> => {
    for (const [label, value] of [
      ['From', from[0]],
      ['From, time', from[1]],
      ['To', to[0]],
      ['To, time', to[1]],
    ] as const) {
      fireEvent.change(await screen.findByLabelText(label), { target: { value } })
    }
  }
  const everyHour = { kind: 'interval', everyMs: 3_600_000, anchor: noon } as const

  it('says how many times lie in it, both ends included, and runs them', async () => {
    const bridge = open(worldWith({ trigger: everyHour }))
    await choose('Make up for a range…')
    await fill(['2026-11-20', '09:00'], ['2026-11-20', '12:00'])
    expect(await screen.findByText('4 times lie in this range.')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Make up for them' }))
    const from = new Date(2026, 10, 20, 9).getTime() - 1
    expect(givenTo(bridge, 'schedules.backfill')).toEqual([
      { id: 's-0', from, to: new Date(2026, 10, 20, 12).getTime() },
    ])
    expect(await screen.findByText('4 runs follow, one after the other.')).toBeDefined()
  })

  it.each([
    ['99 hours', '2026-11-15', '02:00', '100 times lie in this range.', false],
    ['100 hours', '2026-11-15', '03:00', /^More than 100 times/, true],
    ['nothing', '2026-11-10', '22:30', 'Choose an end after the start.', true],
  ] as const)('of %s is limited', async (_, date, time, words, refused) => {
    const bridge = open(worldWith({ trigger: everyHour }))
    await choose('Make up for a range…')
    await fill(['2026-11-10', '23:00'], [date, time])
    expect(await screen.findByText(words)).toBeDefined()
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Make up for them' })
    expect(button.disabled).toBe(refused)
    expect(givenTo(bridge, 'schedules.backfill')).toEqual([])
  })
})

describe('the form', () => {
  const start = async (): Promise<FakeBridge> => {
    const bridge = open(emptyWorld())
    await userEvent.click(screen.getByRole('button', { name: 'New schedule' }))
    await userEvent.type(screen.getByLabelText('What to do'), 'Look.')
    return bridge
  }
  const steps = () => userEvent.click(screen.getByRole('button', { name: 'Step by step' }))
  const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

  it('shows what the words say step by step, and what the steps say in words', async () => {
    const bridge = await start()
    await userEvent.type(screen.getByLabelText('When'), 'every weekday at 9')
    await steps()
    expect((await screen.findByRole('combobox', { name: 'How often' })).textContent).toContain('On weekdays')
    const time = screen.getByLabelText<HTMLInputElement>('Time')
    expect(time.value).toBe('09:00')
    fireEvent.change(time, { target: { value: '07:00' } })
    await userEvent.click(screen.getByRole('button', { name: 'Another time' }))
    expect(screen.getByLabelText<HTMLInputElement>('Time 2').value).toBe('17:00')
    await userEvent.click(screen.getByRole('button', { name: 'In words' }))
    const words = await screen.findByLabelText<HTMLInputElement>('When')
    expect(words.value).toBe('On 0 7,17 * * 1-5')
    await save()
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.create')).toMatchObject([
        { trigger: { kind: 'cron', expression: '0 7,17 * * 1-5' } },
      ]),
    )
  })

  it('carries the bounds that the words said into their fields', async () => {
    const bridge = await start()
    bridge.override({
      'schedules.parse': () => ({
        title: '',
        action: { kind: 'notify', text: '' },
        trigger: { kind: 'cron', expression: '0 9 * * *', timeZone: 'Europe/Berlin' },
        words: 'Every day at 09:00, 3 times',
        next: [],
        bounds: { maxRuns: 3 },
      }),
    })
    await userEvent.type(screen.getByLabelText('When'), 'every day at 9, 3 times')
    await steps()
    expect((await screen.findByLabelText<HTMLInputElement>('Number of runs')).value).toBe('3')
    await save()
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.create')).toMatchObject([{ policies: { bounds: { maxRuns: 3 } } }]),
    )
  })

  it('says when words cannot be shown step by step, and keeps them', async () => {
    const bridge = await start()
    bridge.override({
      'schedules.parse': () => ({
        title: '',
        action: { kind: 'notify', text: '' },
        trigger: { kind: 'interval', everyMs: 1500 },
        words: 'Every 1.5 seconds',
        next: [],
        bounds: {},
      }),
    })
    await userEvent.type(screen.getByLabelText('When'), 'every 1.5 seconds')
    await steps()
    expect(await screen.findByText(/cannot be shown step by step/)).toBeDefined()
    expect(screen.getByLabelText<HTMLInputElement>('When').value).toBe('every 1.5 seconds')
  })

  it('does not save steps that lack something, and says what', async () => {
    const bridge = await start()
    await steps()
    fireEvent.change(await screen.findByLabelText('Time'), { target: { value: '' } })
    await save()
    expect(await screen.findByText('Choose the time of day.')).toBeDefined()
    expect(givenTo(bridge, 'schedules.create')).toEqual([])
  })

  it('moves with the user unless a zone is chosen', async () => {
    const bridge = await start()
    await userEvent.type(screen.getByLabelText('When'), 'every weekday at 9')
    const zone = screen.getByLabelText<HTMLInputElement>('Time zone')
    expect(zone.value).toMatch(/^Your time zone \(.+\), moves with you$/)
    await userEvent.clear(zone)
    await userEvent.type(zone, 'kathm')
    await userEvent.click(await screen.findByRole('option', { name: 'Asia/Kathmandu' }))
    await save()
    await waitFor(() => expect(givenTo(bridge, 'schedules.create')).toHaveLength(1))
    expect(givenTo(bridge, 'schedules.create')).toMatchObject([
      { followsSystemZone: false, trigger: { timeZone: 'Asia/Kathmandu' } },
    ])
    expect(givenTo(bridge, 'schedules.parse').at(-1)).toMatchObject({ timeZone: 'Asia/Kathmandu' })
  })

  it('reads the words in the zone of the system, and follows it, when none is chosen', async () => {
    const bridge = await start()
    await userEvent.type(screen.getByLabelText('When'), 'every weekday at 9')
    await save()
    await waitFor(() => expect(givenTo(bridge, 'schedules.create')).toHaveLength(1))
    expect(givenTo(bridge, 'schedules.create')).toMatchObject([{ followsSystemZone: true }])
    expect(givenTo(bridge, 'schedules.parse').at(-1)).toEqual({ text: 'every weekday at 9', whenOnly: true })
  })

  it('keeps the zone of a schedule that has one of its own', async () => {
    const trigger = { kind: 'cron', expression: '0 9 * * 1-5', timeZone: 'Asia/Tokyo' } as const
    const bridge = open(worldWith({ trigger }))
    await userEvent.click(within(await row()).getByRole('button', { name: 'Edit' }))
    expect((await screen.findByLabelText<HTMLInputElement>('Time zone')).value).toBe('Asia/Tokyo')
    await userEvent.type(screen.getByLabelText('Title'), ' 2')
    await save()
    await waitFor(() => expect(givenTo(bridge, 'schedules.update')).toHaveLength(1))
    expect(givenTo(bridge, 'schedules.update')).not.toMatchObject([{ followsSystemZone: expect.anything() }])
    expect(givenTo(bridge, 'schedules.update')).not.toMatchObject([{ trigger: expect.anything() }])
  })

  it('shows the next five times, the other five on demand, and the changes of the clock between', async () => {
    const bridge = await start()
    const at = Array.from({ length: 10 }, (_, index) => Date.UTC(2100, 0, 1 + index, 9))
    bridge.override({
      'schedules.preview': () => ({
        at,
        words: 'Every day at 09:00',
        clockChanges: [{ at: Date.UTC(2100, 0, 2, 10), byMs: -3_600_000 }],
      }),
    })
    await userEvent.type(screen.getByLabelText('When'), 'every day at 9')
    const list = await screen.findByRole('list', { name: 'The next times' })
    expect(within(list).getAllByRole('listitem')).toHaveLength(5)
    const [, , third] = within(list).getAllByRole('listitem')
    expect(third?.textContent).toMatch(/: clocks go back 1 h/)
    await userEvent.click(screen.getByRole('button', { name: 'Five more' }))
    expect(within(list).getAllByRole('listitem')).toHaveLength(10)
  })

  it('shows the refusal of a trigger as it is given', async () => {
    const bridge = await start()
    bridge.override({
      'schedules.preview': () => {
        throw new Refusal('bad_input', '"0 9 31 2 *" never fires: there is no such date.')
      },
    })
    await steps()
    expect(await screen.findByText('"0 9 31 2 *" never fires: there is no such date.')).toBeDefined()
  })

  it('sends days that are left out', async () => {
    const bridge = await start()
    await userEvent.type(screen.getByLabelText('When'), 'every day at 9')
    await userEvent.click(screen.getByRole('button', { name: 'Advanced' }))
    for (const date of ['2026-12-25', '2026-12-24']) {
      fireEvent.change(screen.getByLabelText('Not on'), { target: { value: date } })
      await userEvent.click(screen.getByRole('button', { name: 'Add this day' }))
    }
    await userEvent.click(screen.getByRole('button', { name: 'Remove Fri 25 Dec 2026' }))
    await save()
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.create')).toMatchObject([
        { policies: { bounds: { exclude: ['2026-12-24'] } } },
      ]),
    )
  })
})
