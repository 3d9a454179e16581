import { CloudAlert } from 'lucide-react'
import type { RouteError } from '../../src-shared/ipc/result.ts'
import { Button } from './button.tsx'
import styles from './error-state.module.css'

interface ErrorStateProps {
  /** What could not be done: "The conversations could not be loaded." */
  readonly title: string
  readonly error: RouteError
  onRetry(): void
}

/** A place that could not be loaded: what happened, what to do, and a way to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  return (
    <div className={styles['error']} role="alert">
      <CloudAlert aria-hidden="true" className={styles['icon']} />
      <h2 className={styles['title']}>{title}</h2>
      <p className={styles['text']}>{error.message}</p>
      <Button onClick={onRetry}>Try again</Button>
    </div>
  )
}
