import { useEffect, useState } from 'react'
import type { RouteOutput } from '../../../src-shared/ipc/contract.ts'
import { useThreadStore } from '../../stores/thread-store.ts'
import { call } from '../../transport/call.ts'

type ContextSize = RouteOutput<'sessions.context'>

/** How full the context of the current session is; asked for again when the session or its newest message changes. */
export function useContextSize(conversationId: string): ContextSize | null {
  const moment = useThreadStore((threads) => {
    const thread = threads.get(conversationId)
    if (thread?.load.kind !== 'ready') return null
    const { session, messages } = thread
    return `${session?.id} ${session?.connectionId} ${session?.model} ${messages.at(-1)?.id}`
  })
  const [size, setSize] = useState<ContextSize | null>(null)
  useEffect(() => {
    if (moment === null) return
    let gone = false
    void call('sessions.context', { conversationId }).then((result) => {
      // It is a side matter: where it is not known, nothing is shown.
      if (!gone) setSize(result.ok ? result.data : null)
    })
    return () => {
      gone = true
    }
  }, [conversationId, moment])
  return size
}
