import { useEffect } from 'react'
import { useAction } from '../../main-window/use-action.ts'
import { showSessionDialog, useSessionDialog } from './session-dialog-store.ts'
import { SessionsDialog } from './sessions-dialog.tsx'
import { startSession } from './start-session.ts'
import { SummaryDialog } from './summary-dialog.tsx'

const close = (): void => showSessionDialog({ kind: 'none' })

/** What the head, the composer and the keys ask about the sessions of the chat that is open. */
export function SessionDialogs({ conversationId }: { readonly conversationId: string }) {
  const dialog = useSessionDialog()
  useAction('new-session', () => void startSession(conversationId))
  useAction('sessions', () => showSessionDialog({ kind: 'list', conversationId }))
  // Who comes back to a chat does not find a dialog that was left open there.
  useEffect(() => close, [conversationId])
  if (dialog.kind === 'none' || dialog.conversationId !== conversationId) return null
  switch (dialog.kind) {
    case 'list':
      return <SessionsDialog conversationId={conversationId} onClose={close} />
    case 'summary':
      return <SummaryDialog conversationId={conversationId} onClose={close} />
  }
}
