import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { inboxRow, incidentRow, scheduleRow } from '../../dev/rows.ts'
import { emptyWorld, type World } from '../../dev/world.ts'
import { now } from '../../platform/now.ts'
import { usePlace } from '../place-store.ts'
import { RestingStatus } from './resting-status.tsx'

const hold = incidentRow({ id: 'n', scope: 'model', connectionId: 'practice', cause: 'authentication' })

function world(): World {
  const rows = emptyWorld()
  rows.schedules = [scheduleRow({ id: 's', deliverTo: 'c', title: 'Digest', nextAt: now() + 7_200_000 })]
  return rows
}

describe('what the dormouse is doing', () => {
  it('says when it wakes next', async () => {
    renderWithBridge(world(), <RestingStatus />)
    expect(await screen.findByText(/^Next .*: Digest$/)).toBeDefined()
  })

  it('says instead that work is on hold, counts it as waiting, and leads to the inbox', async () => {
    const rows = world()
    rows.incidents = [hold]
    rows.inbox = [inboxRow({ id: 'i', kind: 'system', incident: hold })]
    renderWithBridge(rows, <RestingStatus />)
    const line = await screen.findByRole('button', { name: 'On hold: key of “Practice model” refused' })
    expect(await screen.findByText('1 waiting for you')).toBeDefined()
    expect(screen.queryByText(/: Digest$/)).toBeNull()
    await userEvent.click(line)
    expect(usePlace.getState().screen).toBe('inbox')
  })

  it('rests again as soon as the hold is lifted', async () => {
    const rows = world()
    rows.incidents = [hold]
    rows.inbox = [inboxRow({ id: 'i', kind: 'system', incident: hold })]
    const bridge = renderWithBridge(rows, <RestingStatus />)
    await screen.findByText('1 waiting for you')
    act(() => {
      bridge.emit({ event: 'inbox.changed', data: { waiting: 0, unread: 0, item: null } })
      bridge.emit({ event: 'incident.changed', data: { ...hold, closedAt: now() } })
    })
    expect(screen.getByText('Asleep')).toBeDefined()
    expect(screen.getByText(/: Digest$/)).toBeDefined()
  })

  it('does not say that work is on hold because a single schedule keeps failing', async () => {
    const rows = world()
    const failing = incidentRow({ id: 'n', scheduleId: 's' })
    rows.incidents = [failing]
    rows.inbox = [inboxRow({ id: 'i', kind: 'failure', incident: failing })]
    renderWithBridge(rows, <RestingStatus />)
    expect(await screen.findByText('1 waiting for you')).toBeDefined()
    expect(screen.getByText(/: Digest$/)).toBeDefined()
  })
})
