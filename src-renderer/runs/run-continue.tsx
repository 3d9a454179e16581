import { type KeyboardEvent, type SyntheticEvent, useState } from 'react'
import { isActiveRun, type Run } from '../../src-shared/domain/run.ts'
import { whyNotContinue } from '../../src-shared/domain/why-not-continue.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Keys } from '../components/keys.tsx'
import { TextArea } from '../components/text-area.tsx'
import { visibleText } from '../components/visible-text.ts'
import { goTo } from '../main-window/place-store.ts'
import { runStore } from '../stores/run-store.ts'
import { call } from '../transport/call.ts'
import { setContinueDraft, useContinueDrafts } from './continue-drafts.ts'
import styles from './run-page.module.css'

const isMac = navigator.platform.startsWith('Mac')

/** Goes on with a run that has ended, in its own session; of one that never began it says why that cannot be. */
export function RunContinue({ run }: { readonly run: Run }) {
  const text = useContinueDrafts((drafts) => drafts.get(run.id)) ?? ''
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  // What kept it from running stands above already.
  const why = whyNotContinue({ ...run, reason: null })
  if (isActiveRun(run.status)) return null
  if (why !== null) return <p className={styles['note']}>{why}</p>

  const submit = async (): Promise<void> => {
    if (busy || text.trim() === '') return
    setBusy(true)
    setError(undefined)
    const result = await call('runs.continue', { id: run.id, text: text.trim() })
    setBusy(false)
    if (!result.ok) return setError(result.error.message)
    setContinueDraft(run.id, '')
    runStore.put(result.data.run)
    goTo({ screen: 'runs', runId: result.data.run.id })
  }
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault()
    void submit()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return
    event.preventDefault()
    void submit()
  }
  return (
    <Card aria-label="Continue this run">
      <form className={styles['continue']} onSubmit={onSubmit}>
        <TextArea
          label="What next?"
          rows={1}
          placeholder="Make it shorter, try again, now do the same for…"
          value={text}
          hint={continueHint(run)}
          error={error}
          onChange={(event) => {
            setError(undefined)
            setContinueDraft(run.id, event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
        <div className={styles['continueLine']}>
          <Button variant="solid" type="submit" busy={busy} disabled={text.trim() === ''}>
            Continue
          </Button>
          <Keys keys={[isMac ? '⌘' : 'Ctrl', 'Enter']} />
        </div>
      </form>
    </Card>
  )
}

function continueHint({ dryRun, branch }: Run): string {
  const session = 'It goes on in its own session with all that it knows; its permissions and limits stay.'
  if (dryRun) return `${session} It stays a rehearsal: nothing is changed.`
  if (branch !== null) return `${session} It works on in a worktree of the branch ${visibleText(branch)}.`
  return session
}
