import { fireEvent, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { NotificationStatus } from '../../../src-shared/ipc/app-routes.ts'
import type { FakeRoutes } from '../../dev/fake-bridge.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { emptyWorld } from '../../dev/world.ts'
import type { Settings } from '../../../src-shared/domain/settings.ts'
import { NotificationsTab } from './notifications-tab.tsx'

function open(settings: Partial<Settings> = {}, routes: FakeRoutes = {}) {
  const world = emptyWorld()
  Object.assign(world.settings, settings)
  return renderWithBridge(world, <NotificationsTab />, routes)
}

const says = (status: Partial<NotificationStatus>): FakeRoutes => ({
  'notifications.status': () => ({ buttons: true, reply: true, problem: null, quiet: null, ...status }),
})
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))
const type = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } })

describe('what this desktop can do', () => {
  it('is said in words, what it cannot do as well', async () => {
    open({}, says({ reply: false }))
    expect(await screen.findByText(/^Has buttons/)).toBeDefined()
    expect(screen.getByText(/^Has no field for a reply: a click opens the question/)).toBeDefined()
  })

  it('is said with what to do where it shows none', async () => {
    open({}, says({ buttons: false, reply: false, problem: 'No service answers. Install dunst.' }))
    expect(await screen.findByText('This desktop shows none')).toBeDefined()
    expect(screen.getByText(/Install dunst\. Everything is in the inbox all the same\./)).toBeDefined()
    expect(screen.queryByText(/^Has/)).toBeNull()
  })

  it.each([
    [true, 'The desktop took the test notification.'],
    [false, 'The desktop did not take the test notification.'],
  ])('is tried with a test notification, taken: %s', async (shown, words) => {
    const bridge = open({}, { 'notifications.test': () => ({ shown }) })
    await userEvent.click(await screen.findByRole('button', { name: 'Show a test notification' }))
    expect(await screen.findByText(words)).toBeDefined()
    expect(givenTo(bridge, 'notifications.test')).toHaveLength(1)
  })

  it('could not be loaded, and is asked for again', async () => {
    const bridge = open(
      {},
      {
        'notifications.status': () => {
          throw new Refusal('internal', 'The bus is busy.')
        },
      },
    )
    expect(await screen.findByText('The bus is busy.')).toBeDefined()
    bridge.override(says({}))
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText(/^Has buttons/)).toBeDefined()
  })
})

describe('quiet', () => {
  it('is said with its end, or with what ends it', async () => {
    const bridge = open({}, says({ quiet: { until: new Date(2200, 0, 1, 7).getTime() } }))
    expect((await screen.findByText(/^It is quiet now, until/)).textContent).toContain('07:00')
    bridge.override(says({ quiet: { until: null } }))
    await userEvent.click(screen.getByRole('switch', { name: 'Do not disturb' }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ doNotDisturb: true }])
    expect(await screen.findByText(/until you turn off “Do not disturb”/)).toBeDefined()
  })

  it('has hours that are turned on with usual ones, and off', async () => {
    const bridge = open()
    await userEvent.click(await screen.findByRole('switch', { name: 'Quiet hours' }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ quietHours: { from: '22:00', to: '07:00' } }])
    expect(await screen.findByText('the next day')).toBeDefined()
    await userEvent.click(screen.getByRole('switch', { name: 'Quiet hours' }))
    expect(givenTo(bridge, 'settings.set').at(-1)).toEqual({ quietHours: null })
    await waitFor(() => expect(screen.queryByLabelText('From')).toBeNull())
  })

  it('takes new hours together, and says what is wrong with them', async () => {
    const bridge = open({ quietHours: { from: '22:00', to: '07:00' } })
    await screen.findByLabelText('From')
    type('From', '')
    await save()
    expect(screen.getByRole('alert').textContent).toContain('Give both times.')
    type('From', '07:00')
    await save()
    expect(screen.getByRole('alert').textContent).toContain('Both are the same time.')
    expect(givenTo(bridge, 'settings.set')).toEqual([])
    type('From', '06:15')
    expect(screen.queryByText('the next day')).toBeNull()
    await save()
    expect(givenTo(bridge, 'settings.set')).toEqual([{ quietHours: { from: '06:15', to: '07:00' } }])
  })
})

describe('the reminder', () => {
  const choose = async (name: string) => {
    await userEvent.click(await screen.findByRole('combobox', { name: 'Remind me of an open question' }))
    await userEvent.click(await screen.findByRole('option', { name }))
  }

  it('is chosen from what is usual, never included', async () => {
    const bridge = open()
    await choose('After 1 hour')
    expect(givenTo(bridge, 'settings.set')).toEqual([{ remindAfterMinutes: 60 }])
    await choose('Never')
    expect(givenTo(bridge, 'settings.set').at(-1)).toEqual({ remindAfterMinutes: null })
  })

  it('takes a time of its own, and says what is wrong with it', async () => {
    const bridge = open()
    await choose('After a time of my own')
    const field = screen.getByRole('textbox', { name: 'After' })
    await userEvent.clear(field)
    await userEvent.type(field, '1000')
    await save()
    expect(screen.getByRole('alert').textContent).toContain('At most 30 days.')
    expect(givenTo(bridge, 'settings.set')).toEqual([])
    await userEvent.clear(field)
    await userEvent.type(field, '1,5')
    await save()
    expect(givenTo(bridge, 'settings.set')).toEqual([{ remindAfterMinutes: 90 }])
    expect(await screen.findByDisplayValue('90')).toBeDefined()
  })
})
