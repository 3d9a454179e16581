const modifiers: ReadonlySet<string> = new Set([
  'CommandOrControl',
  'CmdOrCtrl',
  'Command',
  'Cmd',
  'Control',
  'Ctrl',
  'Alt',
  'Option',
  'Super',
  'Meta',
  'Shift',
])

/**
 * Whether keys can be taken from every program: one key, with others than Shift held down, or a function key. Electron
 * itself passes over a word that it does not know, and would take the letter that is left.
 */
export function areSystemKeys(keys: string): boolean {
  const parts = keys.split('+')
  const key = parts.pop() ?? ''
  if (key === '' || modifiers.has(key) || new Set(parts).size !== parts.length) return false
  if (!parts.every((part) => modifiers.has(part))) return false
  return /^F([1-9]|1\d|2[0-4])$/.test(key) || parts.some((part) => part !== 'Shift')
}
