import { Square } from 'lucide-react'
import { useMemo } from 'react'
import { IconButton } from '../components/icon-button.tsx'
import { toastError } from '../components/toast.ts'
import { activeTurnsIn, turnStore } from '../stores/turn-store.ts'
import { call } from '../transport/call.ts'
import styles from './composer.module.css'

/** Stops everything that is under way in this conversation. */
export function StopButton({ conversationId }: { readonly conversationId: string }) {
  const turns = turnStore.use((state) => state.byId)
  const active = useMemo(() => activeTurnsIn(turns, conversationId), [turns, conversationId])
  if (active.length === 0) return null
  const stop = async (): Promise<void> => {
    for (const turn of active) {
      const result = await call('turns.cancel', { turnId: turn.id })
      // It ended by itself meanwhile: nothing is left to stop.
      if (!result.ok && result.error.code !== 'conflict') toastError(result.error)
    }
  }
  return (
    <IconButton
      label="Stop"
      className={styles['stop']}
      icon={<Square aria-hidden="true" fill="currentColor" strokeWidth={0} />}
      onClick={() => void stop()}
    />
  )
}
