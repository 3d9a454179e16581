import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Skeleton } from '../../components/skeleton.tsx'
import page from '../run-page.module.css'
import type { StepsLoad } from './use-turn-steps.ts'
import { WorkStep } from './work-step.tsx'
import styles from './work-section.module.css'

interface WorkSectionProps {
  readonly load: StepsLoad
  /** Whether the run is under way. */
  readonly active: boolean
  onRetry(): void
}

const shownAtFirst = 60
const shownMore = 200

/** Every tool call of a run, oldest first. A long list shows its newest part, and the older ones on demand. */
export function WorkSection({ load, active, onRetry }: WorkSectionProps) {
  const [count, setCount] = useState(shownAtFirst)
  if (load.kind === 'ready' && load.steps.length === 0 && !active) return null
  const hidden = load.kind === 'ready' ? Math.max(0, load.steps.length - count) : 0
  return (
    <section aria-label="Work">
      <h2 className={page['heading']}>Work</h2>
      {load.kind === 'loading' && <Skeleton lines={5} label="Loading the work" />}
      {load.kind === 'failed' && (
        <ErrorState title="The work could not be loaded." error={load.error} onRetry={onRetry} />
      )}
      {load.kind === 'ready' && load.steps.length === 0 && (
        <p className={page['note']}>It has not used a tool yet.</p>
      )}
      {hidden > 0 && (
        <Button size="s" variant="quiet" onClick={() => setCount(count + shownMore)}>
          Show {Math.min(hidden, shownMore)} earlier steps
        </Button>
      )}
      {load.kind === 'ready' && load.steps.length > 0 && (
        <ol className={styles['steps']} aria-label="Steps">
          {load.steps.slice(hidden).map((step) => (
            <WorkStep key={`${step.messageId} ${step.toolUseId}`} step={step} active={active} />
          ))}
        </ol>
      )}
    </section>
  )
}
