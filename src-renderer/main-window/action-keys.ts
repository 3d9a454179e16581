const mac = navigator.platform.startsWith('Mac')

/** The word of the command key on this system. */
export const commandKey = mac ? '⌘' : 'Ctrl'

const words: Readonly<Record<string, string>> = {
  CmdOrCtrl: commandKey,
  Shift: mac ? '⇧' : 'Shift',
  Alt: mac ? '⌥' : 'Alt',
  Up: '↑',
  Down: '↓',
  Backspace: mac ? '⌫' : 'Backspace',
}

/** Electron's "CmdOrCtrl+Shift+F" as it is shown: `['Ctrl', 'Shift', 'F']`. */
export function shownKeys(keys: string): readonly string[] {
  return keys.split('+').map((key) => words[key] ?? key)
}

export interface KeyPress {
  readonly key: string
  /** The place on the keyboard: "KeyS". */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(key: string): boolean
}

const named: Readonly<Record<string, string>> = { Up: 'ArrowUp', Down: 'ArrowDown', Space: ' ' }

/** Whether a press is these keys, as Electron writes them. */
export function isPress(press: KeyPress, keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const wants = (modifier: string): boolean => parts.includes(modifier)
  // What Alt Gr types is a letter of the user's language, although it counts as Ctrl and Alt.
  if (press.getModifierState?.('AltGraph')) return false
  const command = mac ? press.metaKey : press.ctrlKey
  const other = mac ? press.ctrlKey : press.metaKey
  if (other || command !== wants('CmdOrCtrl') || press.altKey !== wants('Alt')) return false
  // Which signs need Shift is a matter of the keyboard: "/" is Shift and 7 on some.
  const isSign = key.length === 1 && !/[A-Z]/.test(key)
  if (!isSign && press.shiftKey !== wants('Shift')) return false
  if (press.key.toLowerCase() === (named[key] ?? key).toLowerCase()) return true
  // With Alt, and on keyboards of other scripts, a letter's key gives another sign: then its place counts.
  return /^[A-Z]$/.test(key) && !/^[a-z]$/i.test(press.key) && press.code === `Key${key}`
}
