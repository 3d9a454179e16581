import { useEffect, useEffectEvent, useState } from 'react'
import type { Result } from '../../../src-shared/ipc/result.ts'
import { after } from '../../platform/after.ts'
import type { WhenReading } from './when-reading.ts'

export type WhenState =
  | { readonly kind: 'empty' }
  /** `last` is the reading of what was there before, kept so that the place does not jump. */
  | { readonly kind: 'reading'; readonly last: WhenReading | null }
  | { readonly kind: 'read'; readonly reading: WhenReading }
  | { readonly kind: 'refused'; readonly message: string }

/** What is to be read. `key` tells it from everything else that was or will be read. */
export type WhenSource =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'readable'; readonly key: string; read(): Promise<Result<WhenReading>> }

const pauseMs = 250

/**
 * The reading of what is being typed or chosen: asked for when that pauses, and only the reply to the newest counts,
 * however late the others come. What has the key of `known` is not asked about.
 */
export function useWhenReading(
  source: WhenSource,
  known: { readonly key: string; readonly reading: WhenReading } | null,
): WhenState {
  const [reply, setReply] = useState<{ readonly key: string; readonly result: Result<WhenReading> } | null>(
    null,
  )
  const [last, setLast] = useState<WhenReading | null>(null)
  const key = source.kind === 'readable' ? source.key : null
  const isKnown = known !== null && key === known.key
  const read = useEffectEvent(() => (source.kind === 'readable' ? source.read() : null))
  useEffect(() => {
    if (key === null || isKnown) return
    let current = true
    const stop = after(pauseMs, () => {
      void read()?.then((result) => {
        if (!current) return
        setReply({ key, result })
        setLast(result.ok ? result.data : null)
      })
    })
    return () => {
      current = false
      stop()
    }
  }, [key, isKnown])

  if (source.kind === 'nothing') return { kind: 'empty' }
  if (source.kind === 'refused') return source
  if (known && isKnown) return { kind: 'read', reading: known.reading }
  if (reply?.key !== key) return { kind: 'reading', last: last ?? known?.reading ?? null }
  return reply.result.ok
    ? { kind: 'read', reading: reply.result.data }
    : { kind: 'refused', message: reply.result.error.message }
}
