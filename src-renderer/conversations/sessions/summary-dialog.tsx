import { useEffect, useEffectEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { setThreadSession } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'
import { startSession } from './start-session.ts'
import { SummaryProgress } from './summary-progress.tsx'
import { useSummary } from './use-summary.ts'

interface SummaryDialogProps {
  readonly conversationId: string
  onClose(): void
}

/** Begins a new session with a summary of the present one, and waits for it. */
export function SummaryDialog({ conversationId, onClose }: SummaryDialogProps) {
  const { state, begin } = useSummary(conversationId)
  const make = (): void =>
    void begin(
      () => call('sessions.start', { conversationId, summary: true }),
      (session) => {
        setThreadSession(conversationId, session)
        onClose()
        focusComposer()
      },
    )
  const makeAtOnce = useEffectEvent(make)
  useEffect(() => makeAtOnce(), [])
  const without = (): void => {
    onClose()
    void startSession(conversationId)
  }
  return (
    <Dialog
      open
      title="New session with a summary"
      description="The chat stays as it is. The assistant begins anew, and knows a summary of what was said."
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {state.kind === 'failed' && (
            <>
              <Button onClick={without}>Begin without a summary</Button>
              <Button variant="solid" onClick={make}>
                Try again
              </Button>
            </>
          )}
        </>
      }
    >
      <SummaryProgress state={state} />
    </Dialog>
  )
}
