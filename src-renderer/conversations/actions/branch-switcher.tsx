import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { Message } from '../../../src-shared/domain/message.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { toastError } from '../../components/toast.ts'
import { setThreadSession, useThreadStore } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import styles from './message-toolbar.module.css'

/** Where a message has several versions: which one is shown, and the way to the others. */
export function BranchSwitcher({ message }: { readonly message: Message }) {
  const { conversationId } = message
  const branch = useThreadStore((threads) => threads.get(conversationId)?.branches.get(message.id))
  const [busy, setBusy] = useState(false)
  if (!branch || branch.sessionIds.length < 2) return null
  const { forkId, sessionIds, chosen } = branch
  const choose = async (index: number): Promise<void> => {
    const sessionId = sessionIds[index]
    if (sessionId === undefined || busy) return
    setBusy(true)
    const result = await call('messages.choose', { forkId, sessionId })
    setBusy(false)
    if (result.ok) setThreadSession(conversationId, result.data)
    else toastError(result.error)
  }
  return (
    <span className={styles['switcher']} data-always role="group" aria-label="Versions of this message">
      <IconButton
        label="Previous version"
        size="s"
        tabIndex={-1}
        icon={<ChevronLeft aria-hidden="true" />}
        disabled={chosen === 0}
        onClick={() => void choose(chosen - 1)}
      />
      <span className={styles['count']}>{`${chosen + 1} of ${sessionIds.length}`}</span>
      <IconButton
        label="Next version"
        size="s"
        tabIndex={-1}
        icon={<ChevronRight aria-hidden="true" />}
        disabled={chosen === sessionIds.length - 1}
        onClick={() => void choose(chosen + 1)}
      />
    </span>
  )
}
