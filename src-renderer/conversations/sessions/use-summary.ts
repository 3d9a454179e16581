import { useEffect, useRef, useState } from 'react'
import type { RouteError, Result } from '../../../src-shared/ipc/result.ts'
import { after } from '../../platform/after.ts'
import { call } from '../../transport/call.ts'

export type SummaryState =
  | { readonly kind: 'idle' | 'working' }
  | { readonly kind: 'failed'; readonly error: RouteError }

/**
 * A call that makes a summary first. It takes as long as a model takes; when the dialog that waits for it goes away, it is
 * called off, and nothing is changed.
 */
export function useSummary(conversationId: string) {
  const [state, setState] = useState<SummaryState>({ kind: 'idle' })
  const working = useRef(false)
  const gone = useRef(false)
  const leaving = useRef<(() => void) | null>(null)
  useEffect(() => {
    gone.current = false
    leaving.current?.()
    return () => {
      gone.current = true
      // A moment later, because React may take an effect away and put it back at once.
      leaving.current = after(0, () => {
        if (working.current) void call('sessions.cancelSummary', { conversationId })
      })
    }
  }, [conversationId])

  /** `done` gets what came of it, also where it came in spite of being called off. */
  const begin = async <T>(request: () => Promise<Result<T>>, done: (data: T) => void): Promise<void> => {
    if (working.current) return
    working.current = true
    setState({ kind: 'working' })
    const result = await request()
    working.current = false
    if (result.ok) done(result.data)
    else if (!gone.current) setState({ kind: 'failed', error: result.error })
  }
  return { state, begin }
}
