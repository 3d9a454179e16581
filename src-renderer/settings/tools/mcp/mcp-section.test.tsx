import { screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import type { FakeRoutes } from '../../../dev/fake-bridge.ts'
import { fullWorld } from '../../../dev/full-world.ts'
import { givenTo, renderWithBridge } from '../../../dev/render-with-bridge.tsx'
import { emptyWorld, type World } from '../../../dev/world.ts'
import { McpSection } from './mcp-section.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
const open = (world: World = fullWorld(noon), routes: FakeRoutes = {}) =>
  renderWithBridge(world, <McpSection />, routes)
const row = (name: string) => screen.findByRole('listitem', { name })
const press = (name: string | RegExp) => userEvent.click(screen.getByRole('button', { name }))

async function pick(combobox: string, option: RegExp) {
  await userEvent.click(await screen.findByRole('combobox', { name: combobox }))
  await userEvent.click(await screen.findByRole('option', { name: option }))
}

describe('an MCP server in the list', () => {
  it('says how it is: ready, idle, or failed with why and when it is tried again', async () => {
    open()
    expect(within(await row('github')).getByText('Ready, 3 tools')).toBeDefined()
    expect(within(await row('notes')).getByText(/^Idle, 1 tool/)).toBeDefined()
    const failed = within(await row('calendar')).getByText(/^Failed\./)
    expect(failed.textContent).toContain('libical.so.3 was not found')
    expect(failed.textContent).toContain('It is tried again')
  })

  it('is turned off, and says that nobody has it', async () => {
    const bridge = open()
    await userEvent.click(within(await row('github')).getByRole('switch', { name: 'github is on' }))
    expect(givenTo(bridge, 'mcp.update')).toEqual([{ id: 'mcp-github', enabled: false }])
    expect(await within(await row('github')).findByText(/^Off\./)).toBeDefined()
  })

  it('is tested, shows that it is under way, and what came of it', async () => {
    open(fullWorld(noon), { 'mcp.test': () => new Promise(() => {}) })
    await row('calendar')
    await press('Test calendar')
    expect(await screen.findByText('Starting it and asking for its tools…')).toBeDefined()
    expect(screen.getByRole('button', { name: 'Test calendar' }).getAttribute('aria-busy')).toBe('true')
  })

  it('says what failed when it was tested', async () => {
    const world = fullWorld(noon)
    const [github] = world.toolWorld.mcpServers
    if (!github) throw new Error('no server')
    open(world, {
      'mcp.test': () => ({ ok: false, message: 'The server refused the key (401).', server: github }),
    })
    await screen.findByRole('listitem', { name: 'github' })
    await press('Test github')
    expect(await screen.findByText('The server refused the key (401).')).toBeDefined()
  })

  it('is in every conversation only where the user wants it', async () => {
    const bridge = open()
    await row('notes')
    await userEvent.click(within(await row('notes')).getByRole('button', { name: /where it is used/ }))
    await userEvent.click(screen.getByRole('switch', { name: 'In every conversation and schedule' }))
    expect(givenTo(bridge, 'mcp.update')).toEqual([{ id: 'mcp-notes', byDefault: true }])
  })

  it('has tools whose class and permission are the user’s word', async () => {
    const bridge = open()
    await userEvent.click(within(await row('github')).getByRole('button', { name: /where it is used/ }))
    await pick('What Delete a file touches', /^Change inside/)
    await pick('Permission of List issues', /^Allow/)
    expect(givenTo(bridge, 'mcp.setTool')).toEqual([
      { id: 'mcp-github', tool: 'delete_file', effect: 'write-inside' },
      { id: 'mcp-github', tool: 'list_issues', permission: 'run' },
    ])
  })

  it('is removed only when that was confirmed', async () => {
    const bridge = open()
    await row('notes')
    await press('More for “notes”')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove…' }))
    expect(givenTo(bridge, 'mcp.remove')).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: 'Remove server' }))
    await waitFor(() => expect(screen.queryByRole('listitem', { name: 'notes' })).toBeNull())
  })
})

describe('the form of an MCP server', () => {
  it('adds a program with its arguments and a secret that is typed unseen, and tests it at once', async () => {
    const bridge = open(emptyWorld())
    await press('Add server')
    await press('Add and test')
    expect(screen.getByText('Give the command that starts the server.')).toBeDefined()
    await userEvent.type(screen.getByLabelText('Name'), 'slack')
    await userEvent.type(screen.getByLabelText('Command'), 'npx')
    await userEvent.type(screen.getByLabelText('Arguments'), '-y{Enter}server-slack')
    await press('Add a variable')
    await userEvent.type(screen.getByLabelText('Name of the variable'), 'SLACK_TOKEN')
    await userEvent.click(screen.getByRole('checkbox', { name: /^Secret ?: SLACK_TOKEN$/ }))
    const value = screen.getByLabelText('Value of SLACK_TOKEN')
    expect(value.getAttribute('type')).toBe('password')
    await userEvent.type(value, 's3cret')
    await userEvent.click(screen.getByRole('switch', { name: /^Confined/ }))
    await press('Add and test')
    await waitFor(() =>
      expect(givenTo(bridge, 'mcp.add')).toEqual([
        {
          name: 'slack',
          byDefault: true,
          transport: {
            kind: 'stdio',
            command: 'npx',
            args: ['-y', 'server-slack'],
            env: { SLACK_TOKEN: { kind: 'secret', value: 's3cret' } },
            confined: true,
          },
        },
      ]),
    )
    expect(await screen.findByText(/It works and has/)).toBeDefined()
    expect(givenTo(bridge, 'mcp.test')).toHaveLength(1)
    expect(document.body.textContent).not.toContain('s3cret')
  })

  it('shows of a secret only that it is set, and keeps it', async () => {
    const bridge = open()
    await row('notes')
    await press('More for “notes”')
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Edit…' }))
    const secret = await screen.findByLabelText<HTMLInputElement>('Value of NOTES_TOKEN')
    expect([secret.value, secret.placeholder]).toEqual(['', 'Set. Leave it empty to keep it'])
    await userEvent.clear(screen.getByLabelText('Value of NOTES_LANGUAGE'))
    await userEvent.type(screen.getByLabelText('Value of NOTES_LANGUAGE'), 'de')
    await press('Save and test')
    await waitFor(() =>
      expect(givenTo(bridge, 'mcp.update')).toMatchObject([
        {
          id: 'mcp-notes',
          transport: {
            env: { NOTES_TOKEN: { kind: 'secret' }, NOTES_LANGUAGE: { kind: 'plain', value: 'de' } },
          },
        },
      ]),
    )
    expect(givenTo(bridge, 'mcp.update')[0]).not.toHaveProperty('transport.env.NOTES_TOKEN.value')
  })

  it('is filled in by a pasted configuration; of several servers one is picked', async () => {
    const bridge = open(emptyWorld())
    await press('Add server')
    await press('Paste JSON')
    const field = screen.getByLabelText('Paste a configuration')
    await userEvent.click(field)
    await userEvent.paste('npx -y server')
    expect((await screen.findByRole('alert')).textContent).toContain('not JSON')
    await userEvent.clear(field)
    await userEvent.paste(
      '{"mcpServers":{"a":{"command":"one"},"Git Hub":{"url":"https://x.example/mcp","headers":{"Authorization":"Bearer abc"}}}}',
    )
    await press('git-hub')
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('git-hub')
    expect(screen.getByLabelText('Value of Authorization').getAttribute('type')).toBe('password')
    await press('Add and test')
    await waitFor(() =>
      expect(givenTo(bridge, 'mcp.add')).toMatchObject([
        {
          name: 'git-hub',
          transport: {
            kind: 'http',
            url: 'https://x.example/mcp',
            headers: { Authorization: { kind: 'secret', value: 'Bearer abc' } },
          },
        },
      ]),
    )
  })

  it('keeps what was typed when it is refused, and does not lose it to a stray Escape', async () => {
    const bridge = open()
    await row('github')
    await press('Add server')
    await userEvent.type(screen.getByLabelText('Name'), 'github')
    await userEvent.type(screen.getByLabelText('Command'), 'npx')
    await press('Add and test')
    expect((await screen.findByRole('alert')).textContent).toContain('named github already')
    await userEvent.type(screen.getByLabelText('Command'), '{Escape}')
    await userEvent.click(
      within(await screen.findByRole('dialog', { name: /^Discard/ })).getByRole('button', { name: 'Cancel' }),
    )
    expect(screen.getByLabelText<HTMLInputElement>('Command').value).toBe('npx')
    expect(givenTo(bridge, 'mcp.test')).toEqual([])
  })
})
