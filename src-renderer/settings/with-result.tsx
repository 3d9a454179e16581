import type { ReactNode } from 'react'
import type { Result } from '../../src-shared/ipc/result.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Skeleton } from '../components/skeleton.tsx'

interface WithResultProps<T> {
  readonly result: Result<T> | null
  /** What is loaded: "the skills". */
  readonly what: string
  readonly lines?: number
  onRetry(): void
  readonly children: (data: T) => ReactNode
}

/** Draws what a route gave once it is there, and what to do when it could not be loaded. */
export function WithResult<T>({ result, what, lines = 3, onRetry, children }: WithResultProps<T>) {
  if (result === null) return <Skeleton lines={lines} label={`Loading ${what}`} />
  if (result.ok) return children(result.data)
  const title = `${what.charAt(0).toUpperCase()}${what.slice(1)} could not be loaded.`
  return <ErrorState title={title} error={result.error} onRetry={onRetry} />
}
