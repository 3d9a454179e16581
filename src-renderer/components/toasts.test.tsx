import { act, screen, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld } from '../dev/world.ts'
import { MainWindow } from '../main-window/main-window.tsx'
import { QuickAsk } from '../quick-ask/quick-ask.tsx'
import { SettingsWindow } from '../settings/settings-window.tsx'
import { toast } from './toast.ts'

const said = () => screen.getByRole('status', { name: 'Messages of the application' })

describe('a toast', () => {
  it.each([
    [
      'the main window',
      <MainWindow key="main" />,
      () => screen.getByRole('complementary', { name: 'Sidebar' }),
    ],
    ['the window of the settings', <SettingsWindow key="settings" />, () => screen.getByRole('main')],
    ['the quick-ask window', <QuickAsk key="quick" />, () => screen.getByRole('main')],
  ])('has room of its own in %s, in one live region', async (_name, page, holder) => {
    renderWithBridge(emptyWorld(), page)
    act(() => toast('The file is gone.'))
    expect(holder().contains(said())).toBe(true)
    expect(within(said()).getByText('The file is gone.')).toBeDefined()
    act(() => within(said()).getByRole('button', { name: 'Dismiss' }).click())
    expect(said().textContent).toBe('')
  })
})
