import { Button } from '../../components/button.tsx'
import { Dialog } from '../../components/dialog.tsx'
import type { ModelCheck } from '../../../src-shared/ipc/session-routes.ts'
import { setThreadSession } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'
import { focusComposer } from '../composer/composer-store.ts'
import type { ModelWish } from './choose-model.ts'
import styles from './sessions.module.css'
import { SummaryProgress } from './summary-progress.tsx'
import { useSummary } from './use-summary.ts'

interface SwitchDialogProps {
  readonly wish: ModelWish
  readonly check: ModelCheck
  onClose(): void
}

/** Says why another model cannot go on with the session, before anything happens, and what can be done instead. */
export function SwitchDialog({ wish, check, onClose }: SwitchDialogProps) {
  const { state, begin } = useSummary(wish.conversationId)
  const switchModel = (summary: boolean): void =>
    void begin(
      () => call('sessions.switchModel', { ...wish, ...(summary && { summary }) }),
      (done) => {
        // What became of it stands in this dialog and in the chat already.
        setThreadSession(wish.conversationId, done.session)
        onClose()
        focusComposer()
      },
    )
  const working = state.kind === 'working'
  return (
    <Dialog
      open
      size="m"
      title={`${wish.model} needs a new session`}
      description={check.reason}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {!working && (
            <>
              <Button onClick={() => switchModel(false)}>Begin without a summary</Button>
              <Button variant="solid" onClick={() => switchModel(true)}>
                {state.kind === 'failed' ? 'Try the summary again' : 'Begin with a summary'}
              </Button>
            </>
          )}
        </>
      }
    >
      {state.kind === 'idle' ? (
        <p className={styles['text']}>
          The chat stays as it is, and its present session can be resumed later. With a summary the new
          session knows in short what was said so far: the present model writes it first.
        </p>
      ) : (
        <SummaryProgress state={state} />
      )}
    </Dialog>
  )
}
