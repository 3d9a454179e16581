import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { givenTo, renderWithBridge } from '../../dev/render-with-bridge.tsx'
import { emptyWorld } from '../../dev/world.ts'
import { WholeResult } from './whole-result.tsx'

it('the whole of a long result is read in slices, each on demand', async () => {
  const world = emptyWorld()
  const whole = `${'a'.repeat(65_536)}${'b'.repeat(65_536)}the end`
  world.branchWorld.results.set('u', whole)
  const of = { messageId: 'm', toolUseId: 'u' }
  const bridge = renderWithBridge(world, <WholeResult of={of} wholeBytes={whole.length} />)
  expect(givenTo(bridge, 'results.read')).toEqual([])
  await userEvent.click(screen.getByRole('button', { name: 'Show all (128 KB)' }))
  expect(await screen.findByText('49 % of it is shown.')).toBeDefined()
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  await screen.findByText('99 % of it is shown.')
  await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('That is all of it.')).toBeDefined()
  expect(screen.getByRole('group', { name: 'The whole result, as it was' }).textContent).toBe(whole)
  expect(givenTo(bridge, 'results.read')).toEqual([
    { ...of, offset: 0, limit: 65_536 },
    { ...of, offset: 65_536, limit: 65_536 },
    { ...of, offset: 131_072, limit: 65_536 },
  ])
})
