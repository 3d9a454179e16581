import { CircleAlert } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { type Outgoing, resend, send, takeBack } from '../../stores/outgoing-store.ts'
import { fileOfAttachment } from '../attachments/draft-file.ts'
import { changeDraft, draftOf, focusComposer, useDrafts } from '../composer/composer-store.ts'
import { UserMessage } from './user-message.tsx'
import styles from './outgoing-message.module.css'

interface OutgoingMessageProps {
  readonly outgoing: Outgoing
  readonly conversationId: string
}

/** A message on its way. One that could not be sent keeps its words, and says why. */
export function OutgoingMessage({ outgoing, conversationId }: OutgoingMessageProps) {
  const { clientId, state } = outgoing
  const edit = (): void => {
    const taken = takeBack(clientId)
    if (!taken) return
    const { text, files } = draftOf(useDrafts.getState(), conversationId)
    changeDraft(conversationId, {
      text: text.trim() === '' ? taken.text : `${taken.text}\n\n${text}`,
      files: [...taken.attachments.map(fileOfAttachment), ...files],
    })
    focusComposer()
  }
  // The question was answered elsewhere: sent again it would be refused again.
  const closed =
    outgoing.answers !== null &&
    state.kind === 'failed' &&
    (state.error.code === 'conflict' || state.error.code === 'not_found')
  const asMessage = (): void => {
    const taken = takeBack(clientId)
    if (taken) void send({ conversationId, text: taken.text, answers: null, replyTo: null })
  }
  const note =
    state.kind === 'failed' ? (
      <div className={styles['failed']} role="alert">
        <CircleAlert aria-hidden="true" />
        <span>Not sent. {state.error.message}</span>
        {closed ? (
          <Button size="s" onClick={asMessage}>
            Send as a message instead
          </Button>
        ) : (
          <Button size="s" onClick={() => void resend(clientId)}>
            Send again
          </Button>
        )}
        <Button size="s" variant="quiet" onClick={edit}>
          Edit
        </Button>
      </div>
    ) : (
      'Sending…'
    )
  return (
    <UserMessage
      text={outgoing.text}
      files={outgoing.attachments}
      conversationId={conversationId}
      answers={outgoing.answers}
      replyTo={outgoing.replyTo}
      at={null}
      note={note}
    />
  )
}
