import { useEffect, useState } from 'react'
import type { SessionEntry } from '../../../src-shared/domain/session.ts'
import type { RouteError } from '../../../src-shared/ipc/result.ts'
import { call } from '../../transport/call.ts'

type SessionsLoad =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: RouteError }
  | { readonly kind: 'ready'; readonly sessions: readonly SessionEntry[] }

/** The sessions of a conversation, as they are when they are asked for. */
export function useSessions(conversationId: string) {
  const [load, setLoad] = useState<SessionsLoad>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let gone = false
    void call('sessions.list', { conversationId }).then((result) => {
      if (gone) return
      setLoad(result.ok ? { kind: 'ready', sessions: result.data } : { kind: 'failed', error: result.error })
    })
    return () => {
      gone = true
    }
  }, [conversationId, attempt])
  const reload = (): void => {
    setLoad({ kind: 'loading' })
    setAttempt((before) => before + 1)
  }
  return { load, reload }
}
