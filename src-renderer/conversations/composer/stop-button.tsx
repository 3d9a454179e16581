import { Square } from 'lucide-react'
import { useMemo } from 'react'
import { IconButton } from '../../components/icon-button.tsx'
import { toastError } from '../../components/toast.ts'
import { useAction } from '../../main-window/use-action.ts'
import { activeTurnsIn, turnStore } from '../../stores/turn-store.ts'
import { call } from '../../transport/call.ts'
import styles from './composer.module.css'

/** Stops what is under way in this conversation. A message that waits for its turn stays, and is next. */
export function StopButton({ conversationId }: { readonly conversationId: string }) {
  const turns = turnStore.use((state) => state.byId)
  const active = useMemo(() => activeTurnsIn(turns, conversationId), [turns, conversationId])
  const stop = async (): Promise<void> => {
    const begun = active.filter((turn) => turn.status !== 'queued' || turn.startedAt !== null)
    for (const turn of begun.length > 0 ? begun : active) {
      const result = await call('turns.cancel', { turnId: turn.id })
      // It ended by itself meanwhile: nothing is left to stop.
      if (!result.ok && result.error.code !== 'conflict') toastError(result.error)
    }
  }
  useAction('stop', () => void stop(), active.length > 0)
  if (active.length === 0) return null
  return (
    <IconButton
      label="Stop"
      className={styles['stop']}
      icon={<Square aria-hidden="true" fill="currentColor" strokeWidth={0} />}
      onClick={() => void stop()}
    />
  )
}
