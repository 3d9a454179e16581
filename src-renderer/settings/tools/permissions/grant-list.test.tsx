import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { givenTo, renderWithBridge } from '../../../dev/render-with-bridge.tsx'
import { scheduleRow } from '../../../dev/rows.ts'
import { emptyWorld } from '../../../dev/world.ts'
import { GrantList } from './grant-list.tsx'

function many() {
  const world = emptyWorld()
  world.schedules = [
    scheduleRow({ id: 's-site', title: 'Site check', deliverTo: 'c' }),
    scheduleRow({ id: 's-mail', title: 'Mail', deliverTo: 'c' }),
  ]
  world.grants = Array.from({ length: 120 }, (_, index) => ({
    id: `g${index}`,
    scheduleId: index === 77 ? 's-site' : 's-mail',
    conversationId: null,
    tool: 'run_command',
    operation: '[]',
    words: `Run \`make part-${index}\` in ~/work`,
    createdAt: index,
    lastUsedAt: null,
  }))
  return renderWithBridge(world, <GrantList />)
}

const rows = () => screen.getAllByRole('button', { name: /^Revoke: / })

it('many permissions are shown in parts and found by what they say or whose they are', async () => {
  const bridge = many()
  const field = await screen.findByLabelText('Find a permission')
  expect(rows()).toHaveLength(50)
  await userEvent.click(screen.getByRole('button', { name: 'Show 50 more of 70' }))
  expect(rows()).toHaveLength(100)
  await userEvent.click(field)
  await userEvent.paste('site CHECK')
  expect(rows()).toHaveLength(1)
  await userEvent.click(screen.getByRole('button', { name: /^Revoke: Run `make part-77`/ }))
  expect(givenTo(bridge, 'grants.revoke')).toEqual([{ id: 'g77' }])
  expect(await screen.findByText('No permission has these words.')).toBeDefined()
  await userEvent.clear(field)
  await userEvent.click(field)
  await userEvent.paste('part-119')
  expect(rows()).toHaveLength(1)
})
