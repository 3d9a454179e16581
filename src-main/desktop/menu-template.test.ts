import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { actions } from '../../src-shared/domain/action.ts'
import { menuTemplate } from './menu-template.ts'

function items(entries: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return entries.flatMap((entry) => [entry, ...(Array.isArray(entry.submenu) ? items(entry.submenu) : [])])
}

const platforms = ['linux', 'win32', 'darwin'] as const

describe('the application menu', () => {
  it.each(platforms)('has every action once, with its words and its keys, on %s', (platform) => {
    const done: string[] = []
    const template = menuTemplate({
      platform,
      isPackaged: true,
      perform: (action) => void done.push(action),
      quit: () => undefined,
    })
    for (const { id, words, keys } of actions) {
      const found = items(template).filter((item) => item.id === id)
      expect(found).toMatchObject([{ label: words, accelerator: keys }])
      // Electron gives the item, the window and the event, and none of them matters.
      ;(found[0]?.click as (() => void) | undefined)?.()
    }
    expect(done).toEqual(actions.map(({ id }) => id))
  })

  it.each(platforms)('gives no keys to two entries on %s', (platform) => {
    const template = menuTemplate({
      platform,
      isPackaged: false,
      perform: () => undefined,
      quit: () => undefined,
    })
    const keys = items(template).flatMap((item) => (item.accelerator ? [item.accelerator] : []))
    expect(keys.length).toBeGreaterThan(actions.length)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('only shows the keys that the main window decides about', () => {
    const template = menuTemplate({
      platform: 'linux',
      isPackaged: true,
      perform: () => undefined,
      quit: () => undefined,
    })
    const taken = items(template).flatMap((item) =>
      item.id !== undefined && item.registerAccelerator === true ? [item.id] : [],
    )
    expect(taken).toEqual(['new-chat', 'quick-ask', 'settings', 'conversations', 'inbox', 'runs'])
  })
})
