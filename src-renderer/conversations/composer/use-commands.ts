import { type KeyboardEvent, useId, useState } from 'react'
import { commandEntryId } from './command-list.tsx'
import { type Command, commandOf, commandsFor } from './commands.ts'

interface UseCommands {
  readonly text: string
  /** Whether words are a message now: an answer to a question is never a command. */
  readonly enabled: boolean
  /** Puts the command into the field, for Enter to do it. */
  complete(text: string): void
  run(command: Command): void
}

/** The commands of the composer: which ones to show, and what the keys do with them. */
export function useCommands({ text, enabled, complete, run }: UseCommands) {
  const id = useId()
  const [{ of, marked, hidden }, setState] = useState({ of: text, marked: 0, hidden: false })
  const shown = enabled && !(hidden && of === text) ? commandsFor(text) : []
  // What was marked among other entries means nothing among these.
  const at = of === text ? Math.min(marked, Math.max(0, shown.length - 1)) : 0
  const isOpen = shown.length > 0
  const mark = (next: number): void =>
    setState({ of: text, marked: (next + shown.length) % shown.length, hidden: false })

  /** Whether the key was for the commands. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!isOpen || event.nativeEvent.isComposing || event.shiftKey || event.altKey) return false
    const entry = shown[at]
    if (event.key === 'ArrowDown') mark(at + 1)
    else if (event.key === 'ArrowUp') mark(at - 1)
    else if (event.key === 'Escape') setState({ of: text, marked: at, hidden: true })
    else if (event.key === 'Tab' && entry) complete(entry.text)
    else if (event.key === 'Enter' && entry) {
      // Written out and not moved away from, it is done; else it is written out first, so that nobody does it unawares.
      const exact = commandOf(text)
      if (exact && (at === 0 || of !== text)) run(exact)
      else complete(entry.text)
    } else return false
    return true
  }
  return {
    list: isOpen ? { id, commands: shown, marked: at } : null,
    onKeyDown,
    /** For the field, so that screen readers hear which entry is marked. */
    field: isOpen
      ? {
          'aria-controls': id,
          'aria-activedescendant': commandEntryId(id, at),
          'aria-autocomplete': 'list' as const,
        }
      : {},
  }
}
