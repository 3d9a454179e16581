import { useState } from 'react'
import type { SessionEntry } from '../../../src-shared/domain/session.ts'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Mark } from '../../components/mark.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import { Time } from '../../components/time.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { connectionStore } from '../../stores/connection-store.ts'
import { goTo } from '../../main-window/place-store.ts'
import { reasonWords } from './session-words.ts'
import styles from './sessions.module.css'
import { resumeSession } from './start-session.ts'
import { useSessions } from './use-sessions.ts'

interface SessionsDialogProps {
  readonly conversationId: string
  onClose(): void
}

/** The sessions of a chat, newest first: each can be looked at where it was, and resumed. */
export function SessionsDialog({ conversationId, onClose }: SessionsDialogProps) {
  const { load, reload } = useSessions(conversationId)
  return (
    <Dialog
      open
      size="l"
      title="Sessions of this chat"
      description="The assistant knows what was said in the session that is going on. An older one can be resumed: then it knows that one."
      onClose={onClose}
    >
      {load.kind === 'loading' && <Skeleton label="Loading sessions" lines={4} />}
      {load.kind === 'failed' && (
        <ErrorState title="The sessions could not be loaded." error={load.error} onRetry={reload} />
      )}
      {load.kind === 'ready' && load.sessions.length === 0 && (
        <p className={styles['text']}>There is none yet. The first message begins one.</p>
      )}
      {load.kind === 'ready' && load.sessions.length > 0 && (
        <ul className={styles['list']} aria-label="Sessions">
          {load.sessions.map((session) => (
            <Entry key={session.id} session={session} onDone={onClose} />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

function Entry({ session, onDone }: { readonly session: SessionEntry; onDone(): void }) {
  const { id, conversationId, firstWords, firstMessageId, turns, isCurrent, summary } = session
  const connection = connectionStore.use((state) => state.byId.get(session.connectionId))
  const [busy, setBusy] = useState(false)
  const model = session.model ?? connection?.defaultModel ?? 'a model that is gone'
  const resume = async (): Promise<void> => {
    setBusy(true)
    const resumed = await resumeSession(conversationId, id)
    setBusy(false)
    if (resumed) onDone()
  }
  const show = (messageId: string): void => {
    goTo({ screen: 'conversations', conversationId, messageId })
    onDone()
  }
  return (
    <li className={styles['entry']} aria-current={isCurrent || undefined}>
      <div className={styles['what']}>
        <p className={styles['first']}>
          {firstWords === '' ? 'Nothing was said in it yet' : visibleText(firstWords)}
          {isCurrent && <Mark tone="dusk">going on</Mark>}
        </p>
        <p className={styles['facts']}>
          {reasonWords(session.reason)} · <Time at={session.createdAt} show="moment" />
          {session.lastAt !== null && session.lastAt !== session.createdAt && (
            <>
              {' '}
              to <Time at={session.lastAt} show="moment" />
            </>
          )}{' '}
          · {visibleText(model)} · {turns === 1 ? '1 turn' : `${turns} turns`}
        </p>
        {summary !== null && (
          <details className={styles['summary']}>
            <summary>What it was told at its start</summary>
            <p>{visibleText(summary)}</p>
          </details>
        )}
      </div>
      <div className={styles['does']}>
        {firstMessageId && (
          <Button size="s" variant="quiet" onClick={() => show(firstMessageId)}>
            Show
          </Button>
        )}
        {!isCurrent && (
          <Button size="s" busy={busy} onClick={() => void resume()}>
            Resume
          </Button>
        )}
      </div>
    </li>
  )
}
