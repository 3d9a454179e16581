import { act, screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type SettingsTab, settingsTabSchema } from '../../src-shared/ipc/app-routes.ts'
import { renderWithBridge } from '../dev/render-with-bridge.tsx'
import { emptyWorld } from '../dev/world.ts'
import { settingEntries, type SettingEntry, toolsParts } from './setting-index.ts'
import { SettingsWindow } from './settings-window.tsx'

const places: readonly Pick<SettingEntry, 'tab' | 'part'>[] = [
  ...settingsTabSchema.options.filter((tab) => tab !== 'Tools').map((tab) => ({ tab })),
  ...toolsParts.map((part) => ({ tab: 'Tools' as const, part })),
]
const namesIn = (tab: SettingsTab, part: SettingEntry['part']) =>
  settingEntries.filter((entry) => entry.tab === tab && entry.part === part).map(({ name }) => name)

/** What a page shows under a name: a sentence is what it says where there is nothing yet. */
const named = () =>
  [...document.querySelectorAll<HTMLElement>('[role="tabpanel"] [data-setting]')]
    .filter((element) => element.closest('nav') === null || element.getAttribute('aria-current') === 'page')
    .map((element) => element.dataset['setting'] ?? '')
    .filter((name) => !name.endsWith('.'))

describe('the list of all settings', () => {
  it.each(places)('names what the page shows, all of it and nothing else: %o', async ({ tab, part }) => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    act(() => bridge.open(part ? { tab, section: part } : { tab }))
    const names = namesIn(tab, part)
    await waitFor(() => expect(named().toSorted()).toEqual(names.toSorted()))
  })

  it('names each once in its tab', () => {
    const keys = settingEntries.map(({ tab, name }) => `${tab} ${name}`)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

describe('a setting that is asked for by its name', () => {
  it('has the focus in its tab', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    act(() => bridge.open({ tab: 'General', section: 'Start at login' }))
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('switch', { name: 'Start at login' })),
    )
  })

  it('is waited for where its page has to load, and found in a part of the tools', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    act(() => bridge.open({ tab: 'Tools', section: 'Hosts that commands may reach' }))
    const section = await screen.findByRole('region', { name: 'Hosts that commands may reach' })
    await waitFor(() => expect(section.contains(document.activeElement)).toBe(true))
  })

  it('leaves the tab as it is where there is none of that name', async () => {
    const bridge = renderWithBridge(emptyWorld(), <SettingsWindow />)
    act(() => bridge.open({ tab: 'Usage', section: 'No such thing' }))
    expect(await screen.findByRole('tab', { name: 'Usage', selected: true })).toBeDefined()
  })
})
