export type Action = 'new-chat' | 'conversations' | 'inbox' | 'runs' | 'settings' | 'shortcuts'

const mac = navigator.platform.startsWith('Mac')

/** The word of the command key on this system. */
export const commandKey = mac ? '⌘' : 'Ctrl'

/** Every shortcut of the main window, as it is listed and as it is recognised. */
export const shortcuts: readonly {
  readonly action: Action
  readonly words: string
  readonly keys: readonly string[]
  readonly key: string
  readonly command: boolean
}[] = [
  { action: 'new-chat', words: 'New chat', keys: [commandKey, 'N'], key: 'n', command: true },
  { action: 'conversations', words: 'Conversations', keys: [commandKey, '1'], key: '1', command: true },
  { action: 'inbox', words: 'Inbox', keys: [commandKey, '2'], key: '2', command: true },
  { action: 'runs', words: 'Runs', keys: [commandKey, '3'], key: '3', command: true },
  { action: 'settings', words: 'Settings', keys: [commandKey, ','], key: ',', command: true },
  { action: 'shortcuts', words: 'Show this list', keys: ['?'], key: '?', command: false },
]

interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a key press means; `typing`: the focus is in a text field, where a plain key is a letter. */
export function actionOf(press: KeyPress, typing: boolean): Action | null {
  const command = (mac ? press.metaKey : press.ctrlKey) && !press.altKey
  for (const shortcut of shortcuts) {
    if (shortcut.key !== press.key.toLowerCase()) continue
    if (shortcut.command ? command : !typing && !press.ctrlKey && !press.metaKey && !press.altKey)
      return shortcut.action
  }
  return null
}
