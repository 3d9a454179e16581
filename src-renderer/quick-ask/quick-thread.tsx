import { ExternalLink } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { messageText } from '../../src-shared/domain/message.ts'
import { Button } from '../components/button.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Spinner } from '../components/spinner.tsx'
import { visibleText } from '../components/visible-text.ts'
import { LiveMessageView } from '../conversations/thread/live-message-view.tsx'
import { emptyThread } from '../stores/thread.ts'
import { openThread, useThreadStore } from '../stores/thread-store.ts'
import { turnStore } from '../stores/turn-store.ts'
import { openInDormouse } from './quick-chat.ts'
import styles from './quick-ask.module.css'

/** Questions and answers, as far as words go; what needs more than words is answered in the main window. */
export function QuickThread({ conversationId }: { readonly conversationId: string }) {
  const thread = useThreadStore((threads) => threads.get(conversationId)) ?? emptyThread
  const turns = turnStore.use((state) => state.byId)
  const turn = useMemo(
    () =>
      [...turns.values()]
        .filter((one) => one.conversationId === conversationId)
        .toSorted((a, b) => b.queuedAt - a.queuedAt)[0],
    [turns, conversationId],
  )
  const end = useRef<HTMLDivElement>(null)
  const { messages, live, load } = thread
  useEffect(() => {
    end.current?.scrollIntoView?.({ block: 'end' })
  }, [messages, live])
  const working = turn?.status === 'queued' || turn?.status === 'running'
  return (
    <>
      <div className={styles['thread']} role="log" aria-label="Answer" aria-busy={working}>
        {messages.map(({ id, role, content }) => {
          const text = messageText(content)
          if (text === '') return null
          if (role === 'user')
            return (
              <p key={id} className={styles['question']}>
                {visibleText(text)}
              </p>
            )
          return role === 'assistant' && <Markdown key={id} text={text} />
        })}
        {live.map((one) => (
          <LiveMessageView key={one.messageId} live={one} />
        ))}
        {working && live.length === 0 && (
          <p className={styles['state']}>
            <Spinner /> Working on it
          </p>
        )}
        {turn?.status === 'waiting' && (
          <p className={styles['state']}>It asks you something. Open it in Dormouse to answer.</p>
        )}
        {turn?.status === 'failed' && (
          <p className={styles['error']} role="alert">
            {turn.failure.message}
          </p>
        )}
        {turn?.status === 'cancelled' && <p className={styles['state']}>This was stopped.</p>}
        {load.kind === 'failed' && (
          <p className={styles['error']} role="alert">
            {load.error.message}{' '}
            <Button size="s" onClick={() => void openThread(conversationId)}>
              Try again
            </Button>
          </p>
        )}
        <div ref={end} />
      </div>
      <footer className={styles['footer']}>
        <Button
          size="s"
          icon={<ExternalLink aria-hidden="true" />}
          onClick={() => void openInDormouse(conversationId)}
        >
          Open in Dormouse
        </Button>
      </footer>
    </>
  )
}
