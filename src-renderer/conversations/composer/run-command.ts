import { toast } from '../../components/toast.ts'
import { perform } from '../../main-window/action-bus.ts'
import type { Command } from './commands.ts'
import { showSessionDialog } from '../sessions/session-dialog-store.ts'

/** Does what a command in the composer says. */
export function runCommand({ does, text }: Command, conversationId: string): void {
  if (does === 'new-session-with-summary') return showSessionDialog({ kind: 'summary', conversationId })
  if (!perform(does)) toast(`${text} is not possible here now.`)
}
