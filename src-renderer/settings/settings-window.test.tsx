import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fullWorld } from '../dev/full-world.ts'
import { Refusal } from '../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld } from '../dev/world.ts'
import { SettingsWindow } from './settings-window.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
beforeEach(() => {
  // Only the schedules that fit are drawn, and happy-dom has no layout.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(800)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(900)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(800)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900)
  return () => vi.restoreAllMocks()
})

const tab = (name: string) => userEvent.click(screen.getByRole('tab', { name }))

describe('the settings window', () => {
  it('has the tabs that the contract names, and opens at the one it is asked for', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    expect(screen.getAllByRole('tab').map((one) => one.textContent)).toEqual([
      'Schedules',
      'Models',
      'Tools',
      'Channels',
      'Notifications',
      'General',
      'Usage',
    ])
    act(() => bridge.open({ tab: 'Usage' }))
    expect(screen.getByRole('tab', { name: 'Usage' }).getAttribute('aria-selected')).toBe('true')
    expect(await screen.findByRole('heading', { name: 'No model was used yet.' })).toBeDefined()
  })
})

describe('the schedules', () => {
  it('are made by the form that the contract names', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    await userEvent.click(screen.getByRole('button', { name: 'New schedule' }))
    await userEvent.type(screen.getByLabelText('When'), 'every weekday at 9')
    await userEvent.type(screen.getByLabelText('What to do'), 'Look at the build. Tell me.')
    await userEvent.type(screen.getByLabelText('Working directory'), '/work')
    expect(screen.getByLabelText('Context').textContent).toContain('Fresh')
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Look at the build')
    expect(await screen.findByRole('list', { name: 'The next times' })).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.create')).toMatchObject([
        {
          title: 'Look at the build',
          trigger: { kind: 'cron', expression: '0 9 * * 1-5' },
          action: { kind: 'assist', workingDirectory: '/work', context: 'fresh' },
        },
      ]),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('are not saved without a time that is understood, and the form says so', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    await userEvent.click(screen.getByRole('button', { name: 'New schedule' }))
    await userEvent.type(screen.getByLabelText('When'), 'sometime')
    await userEvent.type(screen.getByLabelText('What to do'), 'Look.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect((await screen.findAllByText(/does not say when/)).length).toBeGreaterThan(0)
    expect(givenTo(bridge, 'schedules.create')).toEqual([])
  })

  it('keep their trigger when only something else is changed', async () => {
    const world = fullWorld(noon)
    const bridge = renderWithBridge(world, <SettingsWindow />)
    const row = await screen.findByRole('listitem', { name: 'Sort new invoices' })
    await userEvent.click(within(row).getByRole('button', { name: 'Edit' }))
    const title = await screen.findByLabelText('Title')
    await userEvent.clear(title)
    await userEvent.type(title, 'Invoices')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    await waitFor(() => expect(givenTo(bridge, 'schedules.update')).toHaveLength(1))
    const [given] = givenTo(bridge, 'schedules.update')
    expect(given).toMatchObject({ id: 's-invoices', title: 'Invoices' })
    expect(given).not.toHaveProperty('trigger')
    expect(given).not.toHaveProperty('followsSystemZone')
    expect(given).not.toHaveProperty('policies.bounds')
    expect(givenTo(bridge, 'schedules.parse')).toEqual([])
  })

  it('show a refusal in the form and keep what was typed', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    bridge.override({
      'schedules.create': () => {
        throw new Refusal('bad_input', 'There is no folder /nowhere.')
      },
    })
    await userEvent.click(screen.getByRole('button', { name: 'New schedule' }))
    await userEvent.type(screen.getByLabelText('When'), 'every day')
    await userEvent.type(screen.getByLabelText('What to do'), 'Look.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(await screen.findByText('There is no folder /nowhere.')).toBeDefined()
    expect(screen.getByLabelText<HTMLTextAreaElement>('What to do').value).toBe('Look.')
  })

  it('do not lose what was typed to a stray Escape', async () => {
    renderWithBridge(emptyWorld(), <SettingsWindow />)
    await userEvent.click(screen.getByRole('button', { name: 'New schedule' }))
    await userEvent.type(screen.getByLabelText('What to do'), 'Look.{Escape}')
    expect(await screen.findByText('Discard what you typed?')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('are paused, run and deleted from their row', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <SettingsWindow />)
    const row = await screen.findByRole('listitem', { name: 'Morning digest' })
    await userEvent.click(within(row).getByRole('switch'))
    expect(givenTo(bridge, 'schedules.pause')).toEqual([{ id: 's-digest' }])
    expect(await within(row).findByText(/^Paused by you/)).toBeDefined()
    await userEvent.click(within(row).getByRole('button', { name: 'Run now' }))
    expect(givenTo(bridge, 'schedules.runNow')).toEqual([{ id: 's-digest' }])
    await userEvent.click(within(row).getByRole('button', { name: /^More for/ }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Delete…' }))
    expect(givenTo(bridge, 'schedules.remove')).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: 'Delete schedule' }))
    await waitFor(() => expect(screen.queryByRole('listitem', { name: 'Morning digest' })).toBeNull())
  })
})

describe('the general settings', () => {
  it('say whether the computer is kept awake', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    await tab('General')
    await userEvent.click(await screen.findByRole('switch', { name: /^Keep the computer awake/ }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ keepAwake: false }])
  })
})

describe('the models', () => {
  it('are tested, and say what came of it', async () => {
    const bridge = renderWithBridge(fullWorld(noon), <SettingsWindow />)
    await tab('Models')
    await screen.findByText('Practice model')
    bridge.override({
      'connections.test': () => ({
        ok: false,
        message: 'Nothing listens there. Start Ollama.',
        latencyMs: null,
      }),
    })
    const [first] = screen.getAllByRole('button', { name: 'Test' })
    if (!first) throw new Error('no test button')
    await userEvent.click(first)
    expect(await screen.findByText('Nothing listens there. Start Ollama.')).toBeDefined()
  })

  it('are added with a key that is typed unseen', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    await tab('Models')
    await userEvent.click(screen.getByRole('button', { name: 'Add connection' }))
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    expect(screen.getByText('Give it a name.')).toBeDefined()
    await userEvent.type(screen.getByLabelText('Name'), 'Home')
    await userEvent.type(screen.getByLabelText('Base URL'), 'http://localhost:11434')
    await userEvent.type(screen.getByLabelText('Default model'), 'qwen3')
    expect(screen.getByLabelText('Key').getAttribute('type')).toBe('password')
    await userEvent.type(screen.getByLabelText('Key'), 'k')
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'connections.add')).toEqual([
        { name: 'Home', baseUrl: 'http://localhost:11434', defaultModel: 'qwen3', key: 'k' },
      ]),
    )
  })

  it('know how much their models take, where the user says so', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    await tab('Models')
    await userEvent.click(screen.getByRole('button', { name: 'Add connection' }))
    await userEvent.type(screen.getByLabelText('Name'), 'Home')
    await userEvent.type(screen.getByLabelText('Default model'), 'qwen3')
    await userEvent.type(screen.getByLabelText('Context window (tokens)'), 'much')
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    expect(await screen.findByText('Write a whole number, at least 4,000, or nothing.')).toBeDefined()
    expect(givenTo(bridge, 'connections.add')).toEqual([])
    await userEvent.clear(screen.getByLabelText('Context window (tokens)'))
    await userEvent.type(screen.getByLabelText('Context window (tokens)'), '32,768')
    await userEvent.click(screen.getByRole('button', { name: 'Add' }))
    await waitFor(() => expect(givenTo(bridge, 'connections.add')).toMatchObject([{ contextTokens: 32_768 }]))
  })

  it('say that there is no keyring and let the user choose', async () => {
    const world = emptyWorld()
    world.keyStorage = 'none'
    const bridge = renderWithBridge(world, <SettingsWindow />)
    await tab('Models')
    expect(await screen.findByText('This system has no keyring')).toBeDefined()
    await userEvent.click(screen.getByRole('button', { name: 'Memory only' }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ keysWithoutKeyring: 'memory' }])
  })
})
