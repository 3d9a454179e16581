import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { fullWorld } from '../../dev/full-world.ts'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import type { World } from '../../dev/world.ts'
import { ScheduleForm } from './schedule-form.tsx'

const noon = new Date(2026, 10, 21, 12).getTime()

function openForm(world: World = fullWorld(noon)) {
  const schedule = world.schedules.find(({ id }) => id === 's-invoices')
  if (!schedule) throw new Error('no schedule')
  const known = { trigger: schedule.trigger, words: 'Every 2 hours', next: [], clockChanges: [], bounds: {} }
  const subject = { kind: 'edit', schedule, known } as const
  return renderWithBridge(world, <ScheduleForm subject={subject} onClose={() => {}} />)
}

async function pick(combobox: string, option: RegExp) {
  await userEvent.click(await screen.findByRole('combobox', { name: combobox }))
  await userEvent.click(await screen.findByRole('option', { name: option }))
}
const save = () => userEvent.click(screen.getByRole('button', { name: 'Save' }))

describe('what a schedule may do', () => {
  it('is chosen with what it comes to', async () => {
    const bridge = openForm()
    await pick('What it may do by itself', /^Allow listed/)
    expect(
      await screen.findByText(/^It reads, and does what you always allow/, { selector: 'div' }),
    ).toBeDefined()
    await save()
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.update')).toMatchObject([
        { policies: { permission: 'allow-listed', tools: {} } },
      ]),
    )
  })

  it('is full without a sandbox only after it was said plainly and confirmed', async () => {
    const world = fullWorld(noon)
    world.toolWorld.sandbox = { kind: 'none', message: 'Install bubblewrap.' }
    const bridge = openForm(world)
    await pick('What it may do by itself', /^Full/)
    await screen.findByRole('dialog', { name: 'Commands would not be confined' })
    await userEvent.click(screen.getAllByRole('button', { name: 'Cancel' }).at(-1) ?? document.body)
    await waitFor(() => expect(screen.queryByText('Commands would not be confined')).toBeNull())
    await save()
    await waitFor(() => expect(givenTo(bridge, 'schedules.update')).toHaveLength(1))
    expect(givenTo(bridge, 'schedules.update')).toMatchObject([{ policies: { permission: 'ask' } }])
  })

  it('has a worktree, servers, sources and hosts of its own under Advanced', async () => {
    const bridge = openForm()
    await userEvent.click(screen.getByRole('button', { name: 'Advanced' }))
    await userEvent.click(screen.getByRole('checkbox', { name: 'Work in a git worktree of its own' }))
    await pick('MCP servers', /^Only chosen ones/)
    expect(screen.getByRole('checkbox', { name: 'github' }).getAttribute('aria-checked')).toBe('true')
    await userEvent.click(screen.getByRole('checkbox', { name: 'calendar' }))
    await userEvent.type(screen.getByLabelText('Trust a source'), 'mcp:github{Enter}')
    await userEvent.type(screen.getByLabelText('Let its commands reach a host'), '*.example.com{Enter}')
    await save()
    await waitFor(() =>
      expect(givenTo(bridge, 'schedules.update')).toMatchObject([
        {
          action: { worktree: true },
          policies: {
            tools: {
              mcpServers: ['mcp-github'],
              trustedSources: ['mcp:github'],
              hosts: ['*.example.com'],
            },
          },
        },
      ]),
    )
  })
})
