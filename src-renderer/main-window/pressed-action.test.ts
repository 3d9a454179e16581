import { describe, expect, it } from 'vitest'
import { actions } from '../../src-shared/domain/action.ts'
import { pressedAction } from './pressed-action.ts'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const press = (key: string, more: Partial<typeof none> & { code?: string } = {}) => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key,
  ...none,
  ...more,
})
const named: Readonly<Record<string, string>> = { Up: 'ArrowUp', Down: 'ArrowDown', Space: ' ' }

describe('the keys of the main window', () => {
  it('belong to one action each', () => {
    const keys = actions.map((action) => action.keys.split('+').toSorted().join('+').toLowerCase())
    expect(new Set(keys).size).toBe(actions.length)
    expect(new Set(actions.map((action) => action.id)).size).toBe(actions.length)
  })

  it.each(actions.map(({ id, keys }) => [id, keys] as const))('ask for %s with %s', (id, keys) => {
    const parts = keys.split('+')
    const key = parts.at(-1) ?? ''
    const pressed = press(named[key] ?? (parts.includes('Shift') ? key : key.toLowerCase()), {
      ctrlKey: parts.includes('CmdOrCtrl'),
      altKey: parts.includes('Alt'),
      shiftKey: parts.includes('Shift'),
    })
    expect(pressedAction(pressed, 'no')).toBe(id)
  })

  it('leave the keys of a text to it while there are words in it', () => {
    const up = press('ArrowUp', { ctrlKey: true })
    expect(pressedAction(up, 'words')).toBeNull()
    expect(pressedAction(up, 'empty')).toBe('edit-last')
    expect(pressedAction(press('Backspace', { ctrlKey: true, shiftKey: true }), 'words')).toBeNull()
    expect(pressedAction(press('k', { ctrlKey: true }), 'words')).toBe('palette')
    expect(pressedAction(press('?', { shiftKey: true }), 'empty')).toBeNull()
    expect(pressedAction(press('?', { shiftKey: true }), 'no')).toBe('shortcuts')
  })

  it('take a letter that Alt Gr types for what it is', () => {
    const typed = {
      ...press('ś', { ctrlKey: true, altKey: true, code: 'KeyS' }),
      getModifierState: (key: string) => key === 'AltGraph',
    }
    expect(pressedAction(typed, 'words')).toBeNull()
    expect(pressedAction({ ...typed, getModifierState: () => false }, 'words')).toBe('export-json')
  })

  it('work on a keyboard of another script, and where a sign needs Shift', () => {
    expect(pressedAction(press('л', { ctrlKey: true, code: 'KeyK' }), 'no')).toBe('palette')
    expect(pressedAction(press('/', { ctrlKey: true, shiftKey: true, code: 'Digit7' }), 'no')).toBe(
      'shortcuts',
    )
  })

  it('are no letter that another place of the keyboard types', () => {
    // On a Dvorak keyboard the place of K types T.
    expect(pressedAction(press('t', { ctrlKey: true, code: 'KeyK' }), 'no')).toBeNull()
  })
})
