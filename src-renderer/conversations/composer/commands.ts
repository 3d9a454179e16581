import type { ActionId } from '../../../src-shared/domain/action.ts'

/** What can be written in place of a message. */
export interface Command {
  readonly text: string
  readonly words: string
  readonly does: ActionId | 'new-session-with-summary'
}

export const commands: readonly Command[] = [
  { text: '/new', words: 'New session: the assistant starts with a clear head', does: 'new-session' },
  {
    text: '/new with summary',
    words: 'New session that begins with a summary of this one',
    does: 'new-session-with-summary',
  },
  { text: '/model', words: 'Choose the model', does: 'choose-model' },
  { text: '/sessions', words: 'Earlier sessions of this chat', does: 'sessions' },
  { text: '/export', words: 'Export this chat as Markdown', does: 'export-markdown' },
]

/** The command that the words are, word for word. Anything else is a message, also one that begins with a path. */
export function commandOf(text: string): Command | null {
  const words = spelled(text)
  return commands.find((command) => command.text === words) ?? null
}

/** The commands that the words may become. */
export function commandsFor(text: string): readonly Command[] {
  if (!text.startsWith('/') || text.includes('\n')) return []
  const words = spelled(text)
  return commands.filter((command) => command.text.startsWith(words))
}

function spelled(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase()
}
