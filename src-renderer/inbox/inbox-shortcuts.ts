/** The keys of the inbox, as they are listed; use-inbox-keys.ts acts on them. */
export const inboxShortcuts: readonly { readonly words: string; readonly keys: readonly string[] }[] = [
  { words: 'Next, previous', keys: ['J', 'K'] },
  { words: 'Answer or open', keys: ['Enter'] },
  { words: 'Choose an option', keys: ['1', '…', '9'] },
  { words: 'Back', keys: ['Esc'] },
  { words: 'Archive', keys: ['E'] },
  { words: 'Undo an archive', keys: ['Z'] },
  { words: 'Snooze', keys: ['S'] },
  { words: 'Mark read or unread', keys: ['U'] },
  { words: 'Select', keys: ['X'] },
  { words: 'Search', keys: ['/'] },
]
