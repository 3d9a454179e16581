import { CornerRightUp, Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { type Message, messageText } from '../../../src-shared/domain/message.ts'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { call } from '../../transport/call.ts'
import { type Edit, endEdit, startEdit, useEdit } from '../actions/edit-store.ts'
import { MessageEditor } from '../actions/message-editor.tsx'
import { messageFiles } from './message-parts.ts'
import styles from './queued-message.module.css'
import { UserMessage } from './user-message.tsx'

interface QueuedMessageProps {
  readonly message: Message
  /** How many go before it. */
  readonly place: number
}

/** A message that waits until the work under way is done. Until then it can be changed, taken back, or sent at once. */
export function QueuedMessage({ message, place }: QueuedMessageProps) {
  const { turnId } = message
  const edit = useEdit((state) => (state.edit?.messageId === message.id ? state.edit : null))
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
      note={edit ? null : <span className={styles['queued']}>{placeWords(place)}</span>}
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

const endings: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = { one: 'st', two: 'nd', few: 'rd' }
const ordinals = new Intl.PluralRules('en', { type: 'ordinal' })

function placeWords(place: number): string {
  if (place === 0) return 'Queued: it is next'
  return `Queued: ${place + 1}${endings[ordinals.select(place + 1)] ?? 'th'}`
}

async function saveQueued(turnId: string | null, { text }: Edit) {
  if (turnId === null) return null
  const result = await call('messages.changeQueued', { turnId, text: text.trim() })
  return result.ok ? null : result.error
}
