import { Ban, CircleAlert, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { toastError } from '../../components/toast.ts'
import { turnStore } from '../../stores/turn-store.ts'
import { call } from '../../transport/call.ts'
import type { EndedTurn } from './thread-rows.ts'
import styles from './turn-footer.module.css'

interface TurnFooterProps {
  readonly turn: EndedTurn
  readonly retry: boolean
}

/** Why a turn ended without success, and the way to do it again. */
export function TurnFooter({ turn, retry }: TurnFooterProps) {
  const [busy, setBusy] = useState(false)
  const again = async (): Promise<void> => {
    setBusy(true)
    const result = await call('turns.retry', { turnId: turn.id })
    setBusy(false)
    if (result.ok) turnStore.put(result.data)
    else toastError(result.error)
  }
  const failed = turn.status === 'failed'
  return (
    <div className={styles['footer']} data-status={turn.status}>
      {failed ? <CircleAlert aria-hidden="true" /> : <Ban aria-hidden="true" />}
      <span className={styles['reason']}>{failed ? turn.failure.message : 'You stopped this.'}</span>
      {retry && (
        <Button size="s" icon={<RotateCcw aria-hidden="true" />} busy={busy} onClick={() => void again()}>
          Retry
        </Button>
      )}
    </div>
  )
}
