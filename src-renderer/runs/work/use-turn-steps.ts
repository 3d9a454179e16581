import { useCallback, useEffect, useState } from 'react'
import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { onWork } from '../../stores/work-events.ts'
import { call } from '../../transport/call.ts'

export type StepsLoad =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: RouteError }
  | { readonly kind: 'ready'; readonly steps: readonly ToolStep[] }

/**
 * The tool calls of a turn, oldest first, read again whenever one begins or ends. While a read is under way further
 * changes are read once, together, when it is done. `null`: there is no turn.
 */
export function useTurnSteps(turnId: string | null): { readonly load: StepsLoad; reload(): void } {
  const [load, setLoad] = useState<StepsLoad>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (turnId === null) return
    let left = false
    let reading = false
    let changed = false
    const read = async (): Promise<void> => {
      changed = true
      if (reading) return
      reading = true
      while (changed && !left) {
        changed = false
        const result = await call('turns.steps', { turnId })
        if (!left)
          setLoad(result.ok ? { kind: 'ready', steps: result.data } : { kind: 'failed', error: result.error })
      }
      reading = false
    }
    const stop = onWork(turnId, ({ event }) => {
      if (event === 'steps.changed') void read()
    })
    void read()
    return () => {
      left = true
      stop()
    }
  }, [turnId, attempt])
  const reload = useCallback(() => {
    setLoad({ kind: 'loading' })
    setAttempt((before) => before + 1)
  }, [])
  return { load, reload }
}
