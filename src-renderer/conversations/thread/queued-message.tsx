import { CornerRightUp, Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { type Message, messageText } from '../../../src-shared/domain/message.ts'
import type { Turn } from '../../../src-shared/domain/turn.ts'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { activeTurnsIn, turnStore } from '../../stores/turn-store.ts'
import { call } from '../../transport/call.ts'
import { type Edit, endEdit, startEdit, useEdit } from '../actions/edit-store.ts'
import { MessageEditor } from '../actions/message-editor.tsx'
import { messageFiles } from './message-parts.ts'
import styles from './queued-message.module.css'
import { UserMessage } from './user-message.tsx'

/** A message that waits until the work under way is done. Until then it can be changed, taken back, or sent at once. */
export function QueuedMessage({ message }: { readonly message: Message }) {
  const { turnId } = message
  const edit = useEdit((state) => (state.edit?.messageId === message.id ? state.edit : null))
  const alone = turnStore.use((state) => waitingIn(state.byId, message.conversationId) < 2)
  const [busy, setBusy] = useState<'send' | 'remove' | null>(null)
  const act = async (what: 'send' | 'remove'): Promise<void> => {
    if (turnId === null || busy !== null) return
    setBusy(what)
    const result =
      what === 'send'
        ? await call('messages.sendNow', { turnId })
        : await call('messages.removeQueued', { turnId })
    setBusy(null)
    if (!result.ok) return toastError(result.error)
    endEdit(message.id)
  }
  return (
    <UserMessage
      text={messageText(message.content)}
      files={messageFiles(message)}
      conversationId={message.conversationId}
      answers={message.answers}
      replyTo={message.replyTo}
      at={null}
      note={edit ? null : <span className={styles['queued']}>{alone ? 'Queued: it is next' : 'Queued'}</span>}
      editor={
        edit && (
          <MessageEditor
            edit={edit}
            note="It stays queued."
            withFiles={false}
            save={(now) => saveQueued(turnId, now)}
          />
        )
      }
      actions={
        turnId !== null && (
          <div className={styles['actions']} role="group" aria-label="The queued message">
            <Button
              size="s"
              variant="quiet"
              icon={<Pencil aria-hidden="true" />}
              onClick={() => startEdit(message)}
            >
              Edit
            </Button>
            <Button
              size="s"
              variant="quiet"
              icon={<X aria-hidden="true" />}
              busy={busy === 'remove'}
              onClick={() => void act('remove')}
            >
              Remove
            </Button>
            <Button
              size="s"
              variant="quiet"
              icon={<CornerRightUp aria-hidden="true" />}
              title="It interrupts the work under way at its next step"
              busy={busy === 'send'}
              onClick={() => void act('send')}
            >
              Send now
            </Button>
          </div>
        )
      }
    />
  )
}

/** How many messages wait there. Among several an interrupting one goes first, and a window does not know which is. */
function waitingIn(turns: ReadonlyMap<string, Turn>, conversationId: string): number {
  return activeTurnsIn(turns, conversationId).filter(
    ({ status, startedAt, runId }) => status === 'queued' && startedAt === null && runId === null,
  ).length
}

async function saveQueued(turnId: string | null, { text }: Edit) {
  if (turnId === null) return null
  const result = await call('messages.changeQueued', { turnId, text: text.trim() })
  return result.ok ? null : result.error
}
