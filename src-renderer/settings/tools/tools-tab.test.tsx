import { act, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { permissionTable } from '../../../src-shared/domain/permission.ts'
import type { FakeRoutes } from '../../dev/fake-bridge.ts'
import { fullWorld } from '../../dev/full-world.ts'
import { Refusal } from '../../dev/refusal.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { emptyWorld, type World } from '../../dev/world.ts'
import { effectClasses, policies, verdictWords } from '../../permissions/policy-words.ts'
import { ToolsTab } from './tools-tab.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()
const refused = (): never => {
  throw new Refusal('internal', 'The database is busy. Try again in a minute.')
}

async function open(section: string, world: World = fullWorld(noon), routes: FakeRoutes = {}) {
  const bridge = renderWithBridge(world, <ToolsTab />, routes)
  const nav = screen.getByRole('navigation', { name: 'Tools' })
  await userEvent.click(within(nav).getByRole('button', { name: section }))
  return bridge
}

describe('the permissions', () => {
  it('show the very table that is enforced, each cell in a word', async () => {
    await open('Permissions')
    const table = screen.getByRole('table', { name: /^What each policy does/ })
    const rows = within(table).getAllByRole('row').slice(1)
    const words = rows.map((row) =>
      within(row)
        .getAllByRole('cell')
        .map((cell) => cell.textContent?.replace('unless listed', '')),
    )
    expect(words).toEqual(
      effectClasses.map((effect) =>
        policies.map(({ value }) => verdictWords[permissionTable[value][effect]]),
      ),
    )
    expect(within(table).getAllByText('unless listed')).toHaveLength(
      Object.values(permissionTable['allow-listed']).filter((verdict) => verdict === 'refuse').length,
    )
  })

  it('choose the policy of new conversations', async () => {
    const bridge = await open('Permissions')
    await userEvent.click(await screen.findByRole('radio', { name: 'Read only' }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ chatPermission: 'read-only' }])
  })

  it('say that commands are not confined before full can be chosen', async () => {
    const world = fullWorld(noon)
    world.toolWorld.sandbox = { kind: 'none', message: 'Install bubblewrap.' }
    const bridge = await open('Permissions', world)
    expect(await screen.findByText('Commands are not confined.')).toBeDefined()
    await userEvent.click(await screen.findByRole('radio', { name: /^Full/ }))
    expect(await screen.findByRole('dialog', { name: 'Commands would not be confined' })).toBeDefined()
    expect(givenTo(bridge, 'settings.set')).toEqual([])
    await userEvent.click(screen.getByRole('button', { name: 'Choose Full all the same' }))
    await waitFor(() => expect(givenTo(bridge, 'settings.set')).toEqual([{ chatPermission: 'full' }]))
  })
})

describe('what is always allowed', () => {
  it('is listed in words with its owner and last use, and taken back', async () => {
    const bridge = await open('Permissions')
    expect((await screen.findByText(/for the schedule “Morning digest”/)).textContent).toMatch(
      /^Run a command, .* last used 07:00\.$/,
    )
    expect(screen.getByText(/for the conversation “Release 2.4 announcement”/).textContent).toContain(
      'never used',
    )
    await userEvent.click(screen.getByRole('button', { name: /^Revoke: Run `npm test`/ }))
    expect(givenTo(bridge, 'grants.revoke')).toEqual([{ id: 'g-test' }])
    await waitFor(() => expect(screen.queryByText(/Morning digest/)).toBeNull())
  })

  it('follows what is given and taken back elsewhere', async () => {
    const bridge = await open('Permissions')
    await screen.findByText(/Morning digest/)
    bridge.world.grants = []
    act(() => bridge.emit({ event: 'grants.changed', data: { owner: 's-digest' } }))
    expect(await screen.findByText('Nothing is always allowed.')).toBeDefined()
  })
})

describe('the sandbox', () => {
  it('is shown with its kind and message, and hosts are added and removed', async () => {
    const bridge = await open('Sandbox')
    expect(await screen.findByText('bubblewrap')).toBeDefined()
    expect(screen.getByText('Confined')).toBeDefined()
    const field = await screen.findByLabelText('Add a host')
    await userEvent.type(field, 'not a host{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('Write a host as in')
    await userEvent.clear(field)
    await userEvent.type(field, 'Registry.npmjs.org{Enter}')
    expect(givenTo(bridge, 'settings.set')).toEqual([{ sandboxHosts: ['registry.npmjs.org'] }])
    await userEvent.click(await screen.findByRole('button', { name: 'Remove registry.npmjs.org' }))
    expect(givenTo(bridge, 'settings.set').at(-1)).toEqual({ sandboxHosts: [] })
    await userEvent.type(screen.getByLabelText('Add a private host'), 'localhost:3000{Enter}')
    expect(givenTo(bridge, 'settings.set').at(-1)).toEqual({ privateHosts: ['localhost:3000'] })
  })
})

describe('the built-in tools', () => {
  it('stand by what they touch, with titles for people', async () => {
    await open('Built-in tools')
    const commands = await screen.findByRole('region', { name: 'Commands' })
    expect(within(commands).getByText('run_command').parentElement?.textContent).toBe(
      'Run a command run_command',
    )
    const inside = screen.getByRole('region', { name: 'Change inside' })
    expect(within(inside).getByText(/A call can also count as Outside\./)).toBeDefined()
  })
})

describe('the memory', () => {
  it('is read, changed and saved', async () => {
    const bridge = await open('Memory')
    await userEvent.click(await screen.findByRole('button', { name: /^Open about-ada.md/ }))
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the note' })
    await waitFor(() => expect(area.value).toContain('# Ada'))
    await userEvent.clear(area)
    await userEvent.type(area, 'Nothing.')
    await userEvent.click(screen.getByRole('button', { name: 'Save' }))
    expect(givenTo(bridge, 'memory.write')).toEqual([
      { scope: 'all', path: 'about-ada.md', text: 'Nothing.' },
    ])
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await screen.findByText(/^8 bytes/)).toBeDefined()
  })

  it('is not lost to a stray Escape, and deleted only when that was confirmed', async () => {
    const bridge = await open('Memory')
    await userEvent.click(await screen.findByRole('button', { name: /^Open seen.md/ }))
    const area = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Text of the note' })
    await waitFor(() => expect(area.value).toContain('14 new posts'))
    await userEvent.type(area, 'more{Escape}')
    await userEvent.click(
      within(await screen.findByRole('dialog', { name: /^Discard/ })).getByRole('button', { name: 'Cancel' }),
    )
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }))
    expect(givenTo(bridge, 'memory.remove')).toEqual([])
    await userEvent.click(await screen.findByRole('button', { name: 'Delete note' }))
    await waitFor(() =>
      expect(givenTo(bridge, 'memory.remove')).toEqual([{ scope: 's-digest', path: 'seen.md' }]),
    )
    await waitFor(() => expect(screen.queryByText('seen.md')).toBeNull())
  })

  it('is cleared only when that was confirmed, and turned off', async () => {
    const bridge = await open('Memory')
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear all notes of Every conversation' }),
    )
    expect(givenTo(bridge, 'memory.clear')).toEqual([])
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Clear all' }),
    )
    await waitFor(() => expect(givenTo(bridge, 'memory.clear')).toEqual([{ scope: 'all' }]))
    expect(await screen.findByText('No notes yet.')).toBeDefined()
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await userEvent.click(screen.getByRole('switch', { name: 'Keep notes' }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ memory: false }])
  })
})

describe('the skills', () => {
  it('are turned off by name, and say why one is not offered', async () => {
    const bridge = await open('Skills')
    expect(await screen.findByText(/has no description/)).toBeDefined()
    await userEvent.click(screen.getByRole('switch', { name: 'invoices is on' }))
    expect(givenTo(bridge, 'settings.set')).toEqual([{ disabledSkills: ['invoices'] }])
    await waitFor(() =>
      expect(screen.getByRole('switch', { name: 'invoices is on' }).getAttribute('aria-checked')).toBe(
        'false',
      ),
    )
  })

  it('have more folders, chosen in the picker and removed again', async () => {
    const bridge = await open('Skills')
    await userEvent.click(await screen.findByRole('button', { name: 'Add a folder…' }))
    const path = '/home/ada/work/another-folder'
    expect(givenTo(bridge, 'settings.set')).toEqual([{ skillFolders: [path] }])
    await userEvent.click(await screen.findByRole('button', { name: `Remove ${path}` }))
    expect(givenTo(bridge, 'settings.set').at(-1)).toEqual({ skillFolders: [] })
  })
})

describe('the kept files', () => {
  it('say what is used, and take a cap that is a sensible number', async () => {
    const bridge = await open('Kept files')
    const meter = await screen.findByRole('meter', { name: 'Used now' })
    expect(meter.getAttribute('aria-valuetext')).toBe('204 MB of 1,000 MB, 1,284 files')
    const field = screen.getByLabelText('At most (megabytes)')
    await userEvent.clear(field)
    await userEvent.type(field, '5{Enter}')
    expect((await screen.findByRole('alert')).textContent).toContain('from 10 to 100,000')
    expect(givenTo(bridge, 'settings.set')).toEqual([])
    await userEvent.type(field, '00{Enter}')
    expect(givenTo(bridge, 'settings.set')).toEqual([{ keepFilesMb: 500 }])
    await userEvent.click(screen.getByRole('switch', { name: 'Keep files before they are changed' }))
    expect(givenTo(bridge, 'settings.set').at(-1)).toEqual({ keepFiles: false })
  })
})

describe('a section', () => {
  it.each([
    ['Permissions', 'grants.list', 'The permissions could not be loaded.'],
    ['Secrets', 'secrets.list', 'The secrets could not be loaded.'],
    ['Sandbox', 'tools.status', 'The sandbox could not be loaded.'],
    ['Built-in tools', 'tools.list', 'The tools could not be loaded.'],
    ['MCP servers', 'mcp.list', 'The MCP servers could not be loaded.'],
    ['Memory', 'memory.scopes', 'The notes could not be loaded.'],
    ['Skills', 'skills.list', 'The skills could not be loaded.'],
    ['Kept files', 'tools.status', 'What is used could not be loaded.'],
  ])('%s says when %s fails, and tries again', async (section, route, title) => {
    const bridge = await open(section, fullWorld(noon), { [route]: refused })
    expect(await screen.findByRole('heading', { name: title })).toBeDefined()
    const before = givenTo(bridge, route).length
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(givenTo(bridge, route).length).toBe(before + 1)
  })

  it.each([
    ['Permissions', 'Nothing is always allowed.'],
    ['Secrets', 'No secret yet.'],
    ['Sandbox', 'Commands reach no host.'],
    ['MCP servers', 'No MCP server yet.'],
    ['Memory', 'No notes yet.'],
    ['Skills', 'No skill yet.'],
    ['Kept files', '0 bytes of 1,000 MB, 0 files'],
  ])('%s says when it is empty: %s', async (section, words) => {
    await open(section, emptyWorld())
    expect(await screen.findByText(words)).toBeDefined()
  })
})
