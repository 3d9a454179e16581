import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { givenTo, renderWithBridge } from '../../../dev/render-with-bridge.tsx'
import { emptyWorld } from '../../../dev/world.ts'
import { SchedulesTab } from '../schedules-tab.tsx'

const paste = async (label: string, text: string) => {
  await userEvent.click(screen.getByLabelText(label))
  await userEvent.paste(text)
}
const choose = async (label: string, option: RegExp) => {
  await userEvent.click(screen.getByRole('combobox', { name: label }))
  await userEvent.click(await screen.findByRole('option', { name: option }))
}

it('what happens to unanswered questions is folded away with sensible defaults, and is what the route takes', async () => {
  const bridge = renderWithBridge(emptyWorld(), <SchedulesTab />)
  await userEvent.click(screen.getByRole('button', { name: 'New schedule' }))
  await paste('When', 'every weekday at 9')
  await paste('What to do', 'Look.')
  expect(screen.queryByRole('combobox', { name: 'If nobody answers' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Advanced' }))
  expect(screen.getByRole('combobox', { name: 'If nobody answers' }).textContent).toContain('Wait for ever')
  expect(screen.getByRole('combobox', { name: 'Remind me, once' }).textContent).toContain(
    'As in Settings (after 4 hours)',
  )
  expect(screen.queryByLabelText('Wait for')).toBeNull()

  await choose('If nobody answers', /^Take the default after…/)
  const wait = screen.getByLabelText<HTMLInputElement>('Wait for')
  expect(wait.value).toBe('1')
  await userEvent.clear(wait)
  await choose('Remind me, once', /^After…/)
  await paste('Tokens per day', '5000')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Give a number above 0.')
  expect(givenTo(bridge, 'schedules.create')).toEqual([])
  await paste('Wait for', '2')
  await userEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() =>
    expect(givenTo(bridge, 'schedules.create')).toMatchObject([
      {
        policies: {
          questionDeadline: { afterMs: 172_800_000, then: 'default' },
          questionReminderMs: 14_400_000,
          budget: { steps: 50, tokensPerDay: 5000 },
        },
      },
    ]),
  )
})
