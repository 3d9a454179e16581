import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { Menu } from './menu.tsx'

it('one of several in a menu is a radio item of a labelled group; what is on by itself is a checkbox', async () => {
  const chosen = vi.fn<(name: string) => void>()
  const option = (label: string) => ({ label, chosen: label === 'Red', onSelect: () => chosen(label) })
  render(
    <Menu
      trigger={<button type="button">Colours</button>}
      entries={[
        { kind: 'choices', label: 'Colour', options: ['Red', 'Green'].map(option) },
        { kind: 'toggle', label: 'Bright', on: true, onSelect: () => chosen('bright') },
      ]}
    />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Colours' }))
  const group = within(await screen.findByRole('group', { name: 'Colour' }))
  expect(group.getByRole('menuitemradio', { name: 'Red', checked: true })).toBeDefined()
  expect(screen.getByRole('menuitemcheckbox', { name: 'Bright', checked: true })).toBeDefined()
  await userEvent.click(group.getByRole('menuitemradio', { name: 'Green', checked: false }))
  expect(chosen.mock.calls).toEqual([['Green']])
  expect(screen.queryByRole('menu')).toBeNull()
})
