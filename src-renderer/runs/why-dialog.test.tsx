import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it } from 'vitest'
import type { FakeBridge, FakeRoutes } from '../dev/fake-bridge.ts'
import { Refusal } from '../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { scheduleRow } from '../dev/rows.ts'
import { emptyWorld, type World } from '../dev/world.ts'
import { usePlace } from '../main-window/place-store.ts'
import { now } from '../platform/now.ts'
import { everyRun, useRunFilter } from './run-filter.ts'
import { RunsScreen } from './runs-screen.tsx'

function world(): World {
  const rows = emptyWorld()
  rows.schedules = [
    scheduleRow({ id: 's-b', deliverTo: 'c', title: 'Backup', nextAt: now() + 7_200_000 }),
    scheduleRow({ id: 's-d', deliverTo: 'c', title: 'Digest', enabled: false }),
  ]
  return rows
}

async function open(routes: FakeRoutes = {}): Promise<FakeBridge> {
  const bridge = renderWithBridge(world(), <RunsScreen />, routes)
  await screen.findByRole('heading', { name: /^No/ })
  await userEvent.click(screen.getByRole('button', { name: 'Why didn’t it run?' }))
  return bridge
}
const dialog = () => screen.findByRole('dialog', { name: 'Why didn’t it run?' })
const fill = async (label: string, text: string) => {
  const field = within(await dialog()).getByLabelText(label)
  await userEvent.clear(field)
  await userEvent.type(field, text)
}
const told: FakeRoutes = {
  'schedules.explain': () => ({
    text: 'it was missed: the computer was asleep.',
    runId: 'r',
    nominalAt: 1,
  }),
}

beforeEach(() => useRunFilter.setState(everyRun, true))

describe('the question why it did not run', () => {
  it('is answered from the ledger for a moment, with the run and the next time', async () => {
    const bridge = await open(told)
    await fill('Day', '2026-11-20')
    await fill('Time', '09:30')
    await userEvent.click(within(await dialog()).getByRole('button', { name: 'Look it up' }))
    expect(givenTo(bridge, 'schedules.explain')).toEqual([
      { id: 's-b', at: new Date(2026, 10, 20, 9, 30).getTime() },
    ])
    const answer = await dialog()
    expect(await within(answer).findByText('It was missed: the computer was asleep.')).toBeDefined()
    expect(within(answer).getByText(/^The next time is .* \(in 2 h\)\.$/)).toBeDefined()
    await userEvent.click(within(answer).getByRole('button', { name: 'Open run' }))
    expect(usePlace.getState()).toMatchObject({ screen: 'runs', runId: 'r' })
  })

  it('begins with the schedule of the filter, and now', async () => {
    useRunFilter.setState({ ...everyRun, scheduleId: 's-d' }, true)
    const before = now()
    const bridge = await open(told)
    await userEvent.click(within(await dialog()).getByRole('button', { name: 'Look it up' }))
    const [input] = givenTo(bridge, 'schedules.explain') as readonly { id: string; at: number }[]
    expect(input?.id).toBe('s-d')
    expect(input?.at).toBeGreaterThan(before - 60_000)
    expect(input?.at).toBeLessThanOrEqual(now())
    expect(
      await within(await dialog()).findByText('It is paused now, so there is no next time.'),
    ).toBeDefined()
  })

  it('does not leave an answer beside another question', async () => {
    await open(told)
    await userEvent.click(within(await dialog()).getByRole('button', { name: 'Look it up' }))
    const words = 'It was missed: the computer was asleep.'
    expect(await within(await dialog()).findByText(words)).toBeDefined()
    await fill('Time', '07:00')
    expect(within(await dialog()).queryByText(words)).toBeNull()
  })

  it('says why it has no answer', async () => {
    await open({
      'schedules.explain': () => {
        throw new Refusal('not_found', 'There is no such schedule. It may have been removed.')
      },
    })
    await userEvent.click(within(await dialog()).getByRole('button', { name: 'Look it up' }))
    expect(await within(await dialog()).findByText(/^There is no such schedule/)).toBeDefined()
  })
})
