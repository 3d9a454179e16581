import { useEffect, useRef, useState } from 'react'
import { toast } from '../../components/toast.ts'
import { after } from '../../platform/after.ts'
import { endJump, loadMessage, useThreadJump } from '../../stores/thread-jump.ts'
import type { ThreadRow } from './thread-rows.ts'

const markedMs = 2_400

interface Scroller {
  jumpToRow(index: number, align: 'start' | 'center'): void
  letGo(): void
}

/**
 * Brings a wanted message into view, loading it where it is not loaded. Returns the message that is marked just now:
 * the eye must find where it was taken.
 */
export function useJump(conversationId: string, rows: readonly ThreadRow[], list: Scroller): string | null {
  const wanted = useThreadJump((state) =>
    state.wanted?.conversationId === conversationId ? state.wanted : null,
  )
  const [marked, setMarked] = useState<string | null>(null)
  const asked = useRef<unknown>(null)
  const { jumpToRow, letGo } = list

  useEffect(() => {
    if (!wanted) return
    const { messageId } = wanted
    const index = rows.findIndex((row) => 'message' in row && row.message.id === messageId)
    if (index !== -1) {
      jumpToRow(index, wanted.isReturn ? 'start' : 'center')
      if (!wanted.isReturn) setMarked(messageId)
      endJump()
      return
    }
    if (asked.current === wanted) return
    asked.current = wanted
    letGo()
    void loadMessage(wanted).then((problem) => {
      if (problem === null || useThreadJump.getState().wanted !== wanted) return
      endJump()
      if (problem !== '') toast(problem)
    })
  }, [wanted, rows, conversationId, jumpToRow, letGo])
  useEffect(() => (marked === null ? undefined : after(markedMs, () => setMarked(null))), [marked])
  return marked
}
