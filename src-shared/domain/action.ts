/** A menu of the application. */
export type MenuName = 'File' | 'Edit' | 'View' | 'Chat' | 'Message'

export interface Action {
  readonly id: string
  /** As a menu and the command palette name it. */
  readonly words: string
  readonly menu: MenuName
  /** As Electron writes them; `CmdOrCtrl` is the command key of the system. */
  readonly keys: string
}

/** What the main window can be asked to do, by key, by the application menu and by the command palette. One list for all. */
export const actions = [
  { id: 'new-chat', words: 'New chat', menu: 'File', keys: 'CmdOrCtrl+N' },
  { id: 'import', words: 'Import a conversation…', menu: 'File', keys: 'CmdOrCtrl+Shift+I' },
  { id: 'export-markdown', words: 'Export as Markdown…', menu: 'File', keys: 'CmdOrCtrl+Shift+S' },
  { id: 'export-json', words: 'Export as JSON…', menu: 'File', keys: 'CmdOrCtrl+Alt+S' },
  { id: 'quick-ask', words: 'Quick ask', menu: 'File', keys: 'CmdOrCtrl+Shift+Space' },
  { id: 'find', words: 'Find in this conversation', menu: 'Edit', keys: 'CmdOrCtrl+F' },
  { id: 'search', words: 'Search everything', menu: 'Edit', keys: 'CmdOrCtrl+Shift+F' },
  { id: 'palette', words: 'Command palette', menu: 'View', keys: 'CmdOrCtrl+K' },
  { id: 'conversations', words: 'Conversations', menu: 'View', keys: 'CmdOrCtrl+1' },
  { id: 'inbox', words: 'Inbox', menu: 'View', keys: 'CmdOrCtrl+2' },
  { id: 'runs', words: 'Runs', menu: 'View', keys: 'CmdOrCtrl+3' },
  { id: 'settings', words: 'Settings…', menu: 'File', keys: 'CmdOrCtrl+,' },
  { id: 'shortcuts', words: 'Keyboard shortcuts', menu: 'View', keys: 'CmdOrCtrl+/' },
  { id: 'previous-chat', words: 'Previous chat', menu: 'View', keys: 'Alt+Up' },
  { id: 'next-chat', words: 'Next chat', menu: 'View', keys: 'Alt+Down' },
  { id: 'new-session', words: 'New session', menu: 'Chat', keys: 'CmdOrCtrl+Shift+N' },
  { id: 'sessions', words: 'Earlier sessions…', menu: 'Chat', keys: 'CmdOrCtrl+Shift+E' },
  { id: 'choose-model', words: 'Choose the model…', menu: 'Chat', keys: 'CmdOrCtrl+Shift+M' },
  { id: 'rename-chat', words: 'Rename', menu: 'Chat', keys: 'F2' },
  { id: 'pin-chat', words: 'Pin or unpin', menu: 'Chat', keys: 'CmdOrCtrl+Shift+P' },
  { id: 'archive-chat', words: 'Archive or bring back', menu: 'Chat', keys: 'CmdOrCtrl+Shift+A' },
  { id: 'unread-chat', words: 'Mark as unread', menu: 'Chat', keys: 'CmdOrCtrl+Shift+U' },
  { id: 'delete-chat', words: 'Delete…', menu: 'Chat', keys: 'CmdOrCtrl+Shift+Backspace' },
  { id: 'attach', words: 'Attach files…', menu: 'Message', keys: 'CmdOrCtrl+Shift+O' },
  { id: 'edit-last', words: 'Edit the last message', menu: 'Message', keys: 'CmdOrCtrl+Up' },
  { id: 'regenerate', words: 'Answer once more', menu: 'Message', keys: 'CmdOrCtrl+Shift+R' },
  { id: 'copy-answer', words: 'Copy the last answer', menu: 'Message', keys: 'CmdOrCtrl+Shift+C' },
  { id: 'stop', words: 'Stop', menu: 'Message', keys: 'CmdOrCtrl+.' },
  { id: 'latest', words: 'Jump to the latest', menu: 'Message', keys: 'CmdOrCtrl+End' },
] as const satisfies readonly Action[]

export type ActionId = (typeof actions)[number]['id']
