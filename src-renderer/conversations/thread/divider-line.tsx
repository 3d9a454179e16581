import {
  ArchiveRestore,
  CornerDownRight,
  Cpu,
  FileInput,
  type LucideIcon,
  Scissors,
  Sparkles,
  Split,
} from 'lucide-react'
import { useState } from 'react'
import type { DividerReason, Message } from '../../../src-shared/domain/message.ts'
import { Button } from '../../components/button.tsx'
import { Time } from '../../components/time.tsx'
import { visibleText } from '../../components/visible-text.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import styles from './divider-line.module.css'
import { resumable } from '../sessions/resumable.ts'
import { resumeSession } from '../sessions/start-session.ts'

const icons: Readonly<Record<DividerReason, LucideIcon>> = {
  first: Sparkles,
  requested: Sparkles,
  'model-incompatible': Cpu,
  forked: Split,
  edited: Split,
  regenerated: Split,
  resumed: ArchiveRestore,
  model: Cpu,
  compacted: Scissors,
  imported: FileInput,
}

/** Where a session began or goes on, another model answers, or the context was summarised: which, why and when. */
export function DividerLine({ message }: { readonly message: Message }) {
  const { conversationId } = message
  const block = message.content.find((one) => one.type === 'divider')
  const messages = useThreadStore((threads) => threads.get(conversationId)?.messages)
  const session = useThreadStore((threads) => threads.get(conversationId)?.session ?? null)
  const [busy, setBusy] = useState(false)
  const reason = block?.reason ?? 'first'
  const Icon = icons[reason]
  const isCurrent = session !== null && session.id === message.sessionId
  const way = messages ? resumable(message, reason, messages, session) : null
  const summary = isCurrent && reason !== 'model' && reason !== 'compacted' ? session.summary : null
  const resume = async (sessionId: string): Promise<void> => {
    setBusy(true)
    await resumeSession(conversationId, sessionId)
    setBusy(false)
  }
  return (
    <div className={styles['divider']} data-current={isCurrent || undefined}>
      <p className={styles['line']}>
        <Icon aria-hidden="true" />
        <span className={styles['text']}>{visibleText(block?.text ?? 'New session')}</span>
        <span className={styles['time']}>
          <Time at={message.at} show="clock" />
        </span>
      </p>
      {summary !== null && (
        <details className={styles['summary']}>
          <summary>What it was told of the one before</summary>
          <p>{visibleText(summary)}</p>
        </details>
      )}
      {way && (
        <Button
          size="s"
          variant="quiet"
          className={styles['resume']}
          icon={<CornerDownRight aria-hidden="true" />}
          busy={busy}
          onClick={() => void resume(way.sessionId)}
        >
          {way.words}
        </Button>
      )}
    </div>
  )
}
