import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { onWork } from '../../../stores/work-events.ts'
import { createOutputLog, type OutputLog, type OutputState } from './output-log.ts'

interface OutputOf {
  readonly turnId: string
  readonly messageId: string
  readonly toolUseId: string
  /** Whether the command still writes; when that ends, what is missing is read. */
  readonly running: boolean
}

/** The output of a call while it is looked at: loaded from its end, and growing as long as the command runs. */
export function useOutput({ turnId, messageId, toolUseId, running }: OutputOf): {
  readonly log: OutputLog
  readonly state: OutputState
} {
  const log = useMemo(() => createOutputLog({ messageId, toolUseId }), [messageId, toolUseId])
  const state = useSyncExternalStore(log.subscribe, log.state)
  useEffect(
    () =>
      onWork(turnId, ({ event, data }) => {
        if (event === 'tool.output' && data.messageId === messageId && data.toolUseId === toolUseId)
          log.apply(data)
      }),
    [log, turnId, messageId, toolUseId],
  )
  useEffect(() => {
    void (log.state().load.kind === 'loading' ? log.open() : log.settle())
  }, [log, running])
  return { log, state }
}
