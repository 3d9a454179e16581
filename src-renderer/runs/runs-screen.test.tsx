import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { FakeBridge } from '../dev/fake-bridge.ts'
import { Refusal } from '../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { questionRow, runRow, scheduleRow } from '../dev/rows.ts'
import { emptyWorld, type World } from '../dev/world.ts'
import { goTo, usePlace } from '../main-window/place-store.ts'
import { everyRun, useRunFilter } from './run-filter.ts'
import { RunsScreen } from './runs-screen.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()

function worldWithRuns(): World {
  const world = emptyWorld()
  world.schedules = [scheduleRow({ id: 's', deliverTo: 'c', title: 'Digest' })]
  world.runs = [
    runRow({
      id: 'r-1',
      scheduleId: 's',
      title: 'Digest',
      nominalAt: noon,
      startedAt: noon,
      status: 'running',
    }),
    runRow({
      id: 'r-2',
      title: 'Backup',
      nominalAt: noon - 1000,
      status: 'missed',
      reason: 'It was asleep.',
      reasonCode: 'asleep',
      endedAt: noon,
    }),
  ]
  return world
}

const row = (name: RegExp) => screen.findByRole('row', { name })
const open = (world: World): FakeBridge => renderWithBridge(world, <RunsScreen />)

beforeEach(() => {
  useRunFilter.setState(everyRun, true)
  // The table draws the rows that fit, and happy-dom has no layout.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  return () => vi.restoreAllMocks()
})

describe('the table of runs', () => {
  it('says of each how it stands, and why it did not run', async () => {
    open(worldWithRuns())
    await row(/Backup/)
    const table = screen.getByRole('table', { name: 'Runs' })
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((one) => one.textContent),
    ).toEqual(['Status', 'Run', 'Due', 'Started', 'Took', 'Tokens', 'Result'])
    expect(within(await row(/Backup/)).getByText('Missed')).toBeDefined()
    expect(within(await row(/Backup/)).getByText('It was asleep.')).toBeDefined()
  })

  it('follows what happens: a run ends, another begins', async () => {
    const bridge = open(worldWithRuns())
    expect(within(await row(/Digest/)).getByText('Running')).toBeDefined()
    const ended = runRow({
      id: 'r-1',
      scheduleId: 's',
      title: 'Digest',
      nominalAt: noon,
      startedAt: noon,
      endedAt: noon + 41_000,
      status: 'succeeded',
      result: 'All **green**.',
    })
    act(() => bridge.emit({ event: 'run.changed', data: ended }))
    expect(within(await row(/Digest/)).getByText('Succeeded')).toBeDefined()
    expect(within(await row(/Digest/)).getByText('41 s')).toBeDefined()
    expect(within(await row(/Digest/)).getByText('All green.')).toBeDefined()
    act(() =>
      bridge.emit({
        event: 'run.changed',
        data: runRow({ id: 'r-3', title: 'New', nominalAt: noon + 9, status: 'queued' }),
      }),
    )
    const rows = screen.getAllByRole('row').map((one) => one.textContent)
    expect(rows[1]).toContain('New')
  })

  it('shows what a waiting run asks', async () => {
    const world = worldWithRuns()
    const [run] = world.runs
    if (run) run.status = 'waiting'
    world.questions = [questionRow({ id: 'q', deliverTo: 'c', runId: 'r-1', prompt: 'Which colour?' })]
    open(world)
    expect(await within(await row(/Digest/)).findByText('Which colour?')).toBeDefined()
  })

  it('asks for the runs of a schedule by its filter', async () => {
    const bridge = open(worldWithRuns())
    await row(/Backup/)
    act(() => useRunFilter.setState({ ...everyRun, group: 'failed', scheduleId: 's' }, true))
    expect(await screen.findByRole('heading', { name: 'No run is like that.' })).toBeDefined()
    expect(givenTo(bridge, 'runs.list')).toContainEqual({ limit: 100, scheduleId: 's', status: ['failed'] })
  })

  it('asks for the runs of a reason', async () => {
    const bridge = open(worldWithRuns())
    await row(/Backup/)
    await userEvent.click(screen.getByRole('combobox', { name: 'Reason' }))
    await userEvent.click(await screen.findByRole('option', { name: /^Asleep/ }))
    expect(givenTo(bridge, 'runs.list')).toContainEqual({ limit: 100, reason: 'asleep' })
    await waitFor(() => expect(screen.queryByRole('row', { name: /Digest/ })).toBeNull())
    expect(await row(/Backup/)).toBeDefined()
    await userEvent.click(screen.getByRole('combobox', { name: 'Reason' }))
    await userEvent.click(await screen.findByRole('option', { name: /^Previous still running/ }))
    await userEvent.click(await screen.findByRole('button', { name: 'Show every run' }))
    expect(await row(/Digest/)).toBeDefined()
  })

  it('says of a late run when it was due, when it ran and why, and marks a rehearsal', async () => {
    const at = (hour: number, minute: number): number => new Date(2026, 10, 21, hour, minute).getTime()
    const world = worldWithRuns()
    world.runs.push(
      runRow({
        id: 'r-late',
        title: 'Morning check',
        nominalAt: at(9, 30),
        startedAt: at(11, 12),
        endedAt: at(11, 13),
        reason: 'due 09:30, ran 11:12: the computer was asleep',
        reasonCode: 'asleep',
        result: 'All green.',
      }),
      runRow({ id: 'r-try', title: 'Tidy up', nominalAt: at(8, 0), startedAt: at(8, 0), dryRun: true }),
    )
    open(world)
    const late = await row(/Morning check/)
    expect(late.textContent).toContain('due 09:30, ran 11:12, asleep')
    expect(within(late).getByText('All green.')).toBeDefined()
    expect(within(await row(/Tidy up/)).getByText('Rehearsal')).toBeDefined()
  })

  it('opens a run with Enter and comes back', async () => {
    open(worldWithRuns())
    const first = await row(/Digest/)
    act(() => first.focus())
    await userEvent.keyboard('{ArrowDown}')
    expect(document.activeElement).toBe(await row(/Backup/))
    await userEvent.keyboard('{Enter}')
    expect(await screen.findByRole('heading', { name: 'Backup' })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Back to all runs' }))
    expect(usePlace.getState().runId).toBeNull()
  })

  it('says that it could not be loaded, and loads when asked again', async () => {
    const bridge = open(worldWithRuns())
    bridge.override({
      'runs.list': () => {
        throw new Refusal('internal', 'The database is busy.')
      },
    })
    act(() => useRunFilter.setState({ ...everyRun, group: 'not-run', scheduleId: 's' }, true))
    expect(await screen.findByText('The database is busy.')).toBeDefined()
    bridge.override({ 'runs.list': () => ({ runs: [], nextBefore: null }) })
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByText('The database is busy.')).toBeNull())
  })
})

describe('the page of a run', () => {
  const show = (id: string) => act(() => goTo({ screen: 'runs', runId: id }))

  it('grows while the run works', async () => {
    const bridge = open(worldWithRuns())
    show('r-1')
    await screen.findByRole('heading', { name: 'Digest' })
    await waitFor(() => expect(screen.queryByLabelText('Loading the timeline')).toBeNull())
    act(() =>
      bridge.emit({
        event: 'run.event',
        data: {
          id: 1,
          runId: 'r-1',
          at: noon + 500,
          kind: 'tool-started',
          text: 'Read notes.md',
          detail: {},
        },
      }),
    )
    const step = (await screen.findByText('Read notes.md')).closest('li')
    expect(step?.textContent).toContain('under way')
    act(() =>
      bridge.emit({
        event: 'run.event',
        data: {
          id: 2,
          runId: 'r-1',
          at: noon + 512,
          kind: 'tool-finished',
          text: 'Read notes.md',
          detail: { ms: 12 },
        },
      }),
    )
    expect(screen.getAllByText('Read notes.md')).toHaveLength(1)
    expect(screen.getByText('Read notes.md').closest('li')?.textContent).toContain('12 ms')
  })

  it('answers the open question right there', async () => {
    const world = worldWithRuns()
    world.questions = [questionRow({ id: 'q', deliverTo: 'c', runId: 'r-1', prompt: 'Which colour?' })]
    const bridge = open(world)
    show('r-1')
    await userEvent.type(await screen.findByRole('textbox', { name: 'Your answer' }), 'hazel{Enter}')
    expect(givenTo(bridge, 'questions.answer')).toEqual([
      { id: 'q', via: 'run page', answer: { kind: 'text', text: 'hazel' } },
    ])
    expect(await screen.findByText(/^Answered from the run page at/)).toBeDefined()
  })

  it('says why it was late, even when it failed in the end', async () => {
    const world = worldWithRuns()
    const [run] = world.runs
    if (run) {
      run.startedAt = noon + 6_120_000
      run.endedAt = noon + 6_130_000
      run.status = 'failed'
      run.reason = 'The key was refused.'
      run.reasonCode = 'not-running'
    }
    open(world)
    show('r-1')
    expect(await screen.findByText('Due 12:00, ran 13:42, not running')).toBeDefined()
    expect(screen.getByText('The key was refused.')).toBeDefined()
    expect(screen.getByText('1 h 42 min late: not running')).toBeDefined()
  })

  it('of a rehearsal lists what it would have asked and done, once, and rehearses again', async () => {
    const world = worldWithRuns()
    const event = (id: number, wouldHave: string, what: string) => ({
      id,
      runId: 'r-try',
      at: noon,
      kind: 'denied' as const,
      text: `Would have ${wouldHave}: ${what}`,
      detail: { tool: null, wouldHave, what },
    })
    world.runs.push(
      runRow({
        id: 'r-try',
        scheduleId: 's',
        title: 'Tidy up',
        origin: 'run-now',
        nominalAt: noon,
        startedAt: noon,
        endedAt: noon + 5,
        dryRun: true,
        result: 'I tidied.\n\nWould have asked:\n\n- Which drawer?\n\nWould have done:\n\n- Write a.md',
      }),
    )
    world.runEvents = [event(1, 'asked', 'Which drawer?'), event(2, 'done', 'Write a.md')]
    const bridge = open(world)
    show('r-try')
    const asked = await screen.findByRole('list', { name: 'It would have asked' })
    expect(within(asked).getByText('Which drawer?')).toBeDefined()
    const done = screen.getByRole('list', { name: 'It would have done' })
    expect(within(done).getByText('Write a.md')).toBeDefined()
    expect(screen.getByText('I tidied.')).toBeDefined()
    expect(screen.getAllByText('Which drawer?')).toHaveLength(1)
    expect(screen.getByText('Would have asked: Which drawer?')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Rehearse again' }))
    expect(givenTo(bridge, 'schedules.dryRun')).toEqual([{ id: 's' }])
    expect(givenTo(bridge, 'schedules.runNow')).toEqual([])
    expect(await screen.findByText('So far it would have asked nothing and changed nothing.')).toBeDefined()
  })

  it('cancels after asking', async () => {
    const bridge = open(worldWithRuns())
    show('r-1')
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
    expect(givenTo(bridge, 'runs.cancel')).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: 'Cancel run' }))
    expect(givenTo(bridge, 'runs.cancel')).toEqual([{ id: 'r-1' }])
    expect(await screen.findByText('Cancelled')).toBeDefined()
  })
})
