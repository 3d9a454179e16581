import { useEffect, useState } from 'react'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { after } from '../../platform/after.ts'
import { readWhen, type WhenReading } from './when-reading.ts'

export type WhenState =
  | { readonly kind: 'empty' }
  /** `last` is the reading of an earlier text, kept so that the place does not jump. */
  | { readonly kind: 'reading'; readonly last: WhenReading | null }
  | { readonly kind: 'read'; readonly reading: WhenReading }
  | { readonly kind: 'refused'; readonly message: string }

const pauseMs = 250

/**
 * The reading of what is being typed: asked for when typing pauses, and only the reply to the newest text counts,
 * however late the others come. The text of `known`, if any, is not asked about.
 */
export function useWhenReading(
  text: string,
  known: { readonly text: string; readonly reading: WhenReading } | null,
): WhenState {
  const [reply, setReply] = useState<{ readonly text: string; readonly result: Result<WhenReading> } | null>(
    null,
  )
  const [last, setLast] = useState<WhenReading | null>(null)
  const wanted = text.trim()
  const isKnown = known !== null && wanted === known.text
  useEffect(() => {
    if (wanted === '' || isKnown) return
    let current = true
    const stop = after(pauseMs, () => {
      void readWhen(wanted).then((result) => {
        if (!current) return
        setReply({ text: wanted, result })
        setLast(result.ok ? result.data : null)
      })
    })
    return () => {
      current = false
      stop()
    }
  }, [wanted, isKnown])

  if (wanted === '') return { kind: 'empty' }
  if (known && isKnown) return { kind: 'read', reading: known.reading }
  if (reply?.text !== wanted) return { kind: 'reading', last: last ?? known?.reading ?? null }
  return reply.result.ok
    ? { kind: 'read', reading: reply.result.data }
    : { kind: 'refused', message: reply.result.error.message }
}
