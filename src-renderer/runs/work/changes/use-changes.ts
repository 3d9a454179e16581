import { useCallback, useEffect, useState } from 'react'
import type { RouteOutput } from '../../../../src-shared/ipc/contract.ts'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import type { RouteError } from '../../../../src-shared/ipc/result.ts'
import { onWork } from '../../../stores/work-events.ts'
import { call } from '../../../transport/call.ts'

export type Changes = RouteOutput<'changes.list'>

export type ChangesLoad =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly error: RouteError }
  | { readonly kind: 'ready'; readonly changes: Changes }

/** What a turn changed, or one call of it; read again whenever files of the turn change. `null`: not asked for. */
export function useChanges(
  turnId: string | null,
  ref?: CallRef,
): { readonly load: ChangesLoad; reload(): void } {
  const [load, setLoad] = useState<ChangesLoad>({ kind: 'loading' })
  const [attempt, setAttempt] = useState(0)
  const { messageId, toolUseId } = ref ?? {}
  useEffect(() => {
    if (turnId === null) return
    let left = false
    let wanted = 0
    const read = async (): Promise<void> => {
      const mine = ++wanted
      const result = await call('changes.list', {
        turnId,
        ...(messageId !== undefined && toolUseId !== undefined && { call: { messageId, toolUseId } }),
      })
      // The newest request is the one that knows.
      if (left || mine !== wanted) return
      setLoad(result.ok ? { kind: 'ready', changes: result.data } : { kind: 'failed', error: result.error })
    }
    const stop = onWork(turnId, ({ event }) => {
      if (event === 'changes.changed') void read()
    })
    void read()
    return () => {
      left = true
      stop()
    }
  }, [turnId, messageId, toolUseId, attempt])
  const reload = useCallback(() => {
    setLoad((now) => (now.kind === 'failed' ? { kind: 'loading' } : now))
    setAttempt((before) => before + 1)
  }, [])
  return { load, reload }
}
