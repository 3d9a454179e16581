import { ArrowUp } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { toastError } from '../components/toast.ts'
import { useAutosize } from '../components/use-autosize.ts'
import { goTo } from '../main-window/place-store.ts'
import { conversationStore } from '../stores/conversation-store.ts'
import { send } from '../stores/outgoing-store.ts'
import { call } from '../transport/call.ts'
import styles from './welcome-screen.module.css'

/** For who would rather begin: a first message, which opens its conversation. */
export function FirstMessage({ onDone }: { onDone(): void }) {
  const [text, setText] = useState('')
  const [sending, setSending] = useState(false)
  const ref = useAutosize(text, 160)
  const submit = async (): Promise<void> => {
    const message = text.trim()
    if (message === '' || sending) return
    setSending(true)
    const created = await call('conversations.create', {})
    if (!created.ok) {
      setSending(false)
      return toastError(created.error)
    }
    const conversationId = created.data.id
    conversationStore.put(created.data)
    void send({ conversationId, text: message, answers: null, replyTo: null })
    onDone()
    goTo({ screen: 'conversations', conversationId })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }
  return (
    <div className={styles['first']}>
      <textarea
        ref={ref}
        rows={1}
        aria-label="Message"
        placeholder="Or just say something"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <IconButton
        label="Send"
        className={styles['send']}
        disabled={text.trim() === '' || sending}
        icon={<ArrowUp aria-hidden="true" />}
        onClick={() => void submit()}
      />
    </div>
  )
}
