const mac = navigator.platform.startsWith('Mac')

interface Pressed {
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const named: Readonly<Record<string, string>> = {
  Space: 'Space',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Comma: ',',
  Period: '.',
  Slash: '/',
  Semicolon: ';',
  Backquote: '`',
  Minus: '-',
  Equal: '=',
}

function keyName(code: string): string | null {
  const plain = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(code)
  return plain?.[1] ?? plain?.[2] ?? plain?.[3] ?? named[code] ?? null
}

/**
 * Keys for the whole system as Electron writes them: "CommandOrControl+Shift+Space"; `null` while only such keys as Shift
 * are down, and for a letter without them, which would be taken from every program.
 */
export function pressedKeys(pressed: Pressed): string | null {
  const key = keyName(pressed.code)
  if (key === null) return null
  const command = mac ? pressed.metaKey : pressed.ctrlKey
  const other = mac ? pressed.ctrlKey : pressed.metaKey
  if (!command && !other && !pressed.altKey && !/^F\d/.test(key)) return null
  return [
    ...(command ? ['CommandOrControl'] : []),
    ...(other ? [mac ? 'Control' : 'Super'] : []),
    ...(pressed.altKey ? ['Alt'] : []),
    ...(pressed.shiftKey ? ['Shift'] : []),
    key,
  ].join('+')
}

const words: Readonly<Record<string, string>> = {
  CommandOrControl: mac ? '⌘' : 'Ctrl',
  Control: 'Ctrl',
  Alt: mac ? '⌥' : 'Alt',
  Shift: mac ? '⇧' : 'Shift',
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}

/** The same keys as they are shown: `['Ctrl', 'Shift', 'Space']`. */
export function shownSystemKeys(keys: string): readonly string[] {
  return keys.split('+').map((key) => words[key] ?? key)
}
