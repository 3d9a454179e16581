import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { Incident } from '../../../src-shared/domain/incident.ts'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import type { FakeBridge } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { inboxRow, incidentRow, scheduleRow } from '../../dev/rows.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { usePlace } from '../../main-window/place-store.ts'
import { everyRun, useRunFilter } from '../../runs/run-filter.ts'
import { InboxScreen } from '../inbox-screen.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
const failing = incidentRow({
  id: 'n-s',
  scheduleId: 's',
  cause: 'network',
  title: '“Digest” keeps failing',
  body: 'example.org could not be reached.',
  failures: 4,
  openedAt: noon - 7_200_000,
  lastAt: noon,
})
const held = incidentRow({
  id: 'n-m',
  scope: 'model',
  connectionId: 'environment',
  cause: 'authentication',
  title: 'Work with “Environment” is on hold',
  body: 'The key was refused.',
  failures: 1,
  openedAt: noon,
  lastAt: noon,
})

const settled = (incident: Incident): Incident => ({
  ...incident,
  closedAt: noon + 60_000,
  closedReason: 'It ran again.',
})
const itemOf = (incident: Incident): InboxItem =>
  inboxRow({
    id: `i-${incident.id}`,
    kind: incident.scope === 'model' ? 'system' : 'failure',
    title: incident.closedAt === null ? incident.title : 'It works again',
    body: incident.closedAt === null ? `${incident.body} Often.` : 'Recovered: it ran at 12:01.',
    at: incident.openedAt,
    incident,
  })

function worldWith(...incidents: readonly Incident[]): World {
  const world = emptyWorld()
  world.schedules = [scheduleRow({ id: 's', deliverTo: 'c', title: 'Digest', nextAt: noon })]
  world.incidents = [...incidents]
  world.inbox = incidents.map(itemOf)
  return world
}

const open = (...incidents: readonly Incident[]): FakeBridge =>
  renderWithBridge(worldWith(...incidents), <InboxScreen />)
const item = (title: RegExp) => screen.findByRole('listitem', { name: title })
const press = async (title: RegExp, name: string) =>
  userEvent.click(within(await item(title)).getByRole('button', { name }))
describe('a trouble in the inbox', () => {
  it('needs the user while it lasts: why, how often and since when', async () => {
    open(failing, held)
    const one = await item(/keeps failing/)
    expect(within(one).getByText('example.org could not be reached.')).toBeDefined()
    expect(within(one).getByText(/^4 runs failed, the last/)).toBeDefined()
    expect(within(one).getByText('Keeps failing since')).toBeDefined()
    expect(within(await item(/on hold/)).getByText('1 run failed')).toBeDefined()
    expect(screen.getByRole('tab', { name: 'Needs you' }).textContent).toContain('2')
  })

  it('of a schedule is tried again, paused or edited from there', async () => {
    const bridge = open(failing)
    const title = /keeps failing/
    await press(title, 'Retry now')
    expect(givenTo(bridge, 'incidents.retry')).toEqual([{ id: 'n-s' }])
    await press(title, 'Edit')
    expect(givenTo(bridge, 'app.showSettings')).toEqual([{ tab: 'Schedules', scheduleId: 's' }])
    await press(title, 'Pause')
    expect(givenTo(bridge, 'schedules.pause')).toEqual([{ id: 's', reason: 'It kept failing' }])
    expect(within(await item(title)).queryByRole('button', { name: 'Pause' })).toBeNull()
    expect(within(await item(title)).getByRole('button', { name: 'Archive' })).toBeDefined()
    expect(within(await item(title)).getByRole('button', { name: 'Snooze' })).toBeDefined()
  })

  it('of a connection is tried again, or leads to the models', async () => {
    const bridge = open(held)
    await press(/on hold/, 'Open Models')
    expect(givenTo(bridge, 'app.showSettings')).toEqual([{ tab: 'Models' }])
    await press(/on hold/, 'Retry now')
    expect(givenTo(bridge, 'incidents.retry')).toEqual([{ id: 'n-m' }])
    expect(within(await item(/on hold/)).queryByRole('button', { name: 'Pause' })).toBeNull()
  })

  it('says why it cannot be tried again', async () => {
    const bridge = open(held)
    bridge.override({
      'incidents.retry': () => {
        throw new Refusal('conflict', 'It is settled already.')
      },
    })
    await press(/on hold/, 'Retry now')
    expect(await screen.findByText('It is settled already.')).toBeDefined()
  })

  it('follows what happens: it counts on, and stays in sight with its end, without its buttons', async () => {
    const bridge = open(failing)
    await item(/keeps failing/)
    act(() => bridge.emit({ event: 'incident.changed', data: { ...failing, failures: 5 } }))
    expect(within(await item(/keeps failing/)).getByText(/^5 runs failed/)).toBeDefined()
    act(() => {
      bridge.emit({ event: 'inbox.changed', data: { waiting: 0, unread: 0, item: itemOf(settled(failing)) } })
      bridge.emit({ event: 'incident.changed', data: settled(failing) })
    })
    const one = await item(/works again/)
    expect(within(one).getByText('Recovered: it ran at 12:01.')).toBeDefined()
    expect(within(one).getByText('Settled')).toBeDefined()
    expect(within(one).queryByRole('button', { name: 'Retry now' })).toBeNull()
    expect(within(one).queryByRole('button', { name: 'Snooze' })).toBeNull()
    expect(screen.getByRole('tab', { name: 'Needs you' }).textContent).toBe('Needs you')
  })

  it('that was settled long ago is found among what failed and needs nobody', async () => {
    open(settled(held))
    expect(await screen.findByRole('heading', { name: 'Nothing needs you.' })).toBeDefined()
    await userEvent.click(screen.getByRole('tab', { name: 'Failed' }))
    expect(within(await item(/works again/)).getByText('Recovered: it ran at 12:01.')).toBeDefined()
  })

  it('leaves the list when it is archived or snoozed', async () => {
    open(failing, held)
    await press(/keeps failing/, 'Archive')
    await waitFor(() => expect(screen.queryByRole('listitem', { name: /keeps failing/ })).toBeNull())
    await press(/on hold/, 'Snooze')
    await userEvent.click(await screen.findByRole('menuitem', { name: /^1 hour/ }))
    expect(await screen.findByRole('heading', { name: 'Nothing needs you.' })).toBeDefined()
  })

  it('leads to the runs that failed of it', async () => {
    useRunFilter.setState(everyRun, true)
    open(failing)
    await press(/keeps failing/, 'Failed runs')
    expect(usePlace.getState().screen).toBe('runs')
    expect(useRunFilter.getState()).toEqual({ group: 'failed', scheduleId: 's', reason: null })
  })

  it('is worked with the keys: Enter goes to what can be done about it', async () => {
    open(failing)
    await item(/keeps failing/)
    await userEvent.keyboard('j{Enter}')
    expect(document.activeElement?.textContent).toBe('Retry now')
  })
})
