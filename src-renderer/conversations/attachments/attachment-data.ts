import { useEffect, useState } from 'react'
import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { call } from '../../transport/call.ts'

/** The bytes of a picture as the page shows them. */
export type PictureData =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly url: string }
  | { readonly kind: 'failed'; readonly message: string }

/** Characters of `data:` URLs that are kept at hand; a picture scrolled back to is not read again. */
const mostKept = 40_000_000

/** By blob, the one used longest ago first. */
const kept = new Map<string, string>()

/** Keeps a picture at hand that is in this window already. */
export function rememberPicture(blob: string, url: string): void {
  kept.delete(blob)
  kept.set(blob, url)
  let held = 0
  for (const one of kept.values()) held += one.length
  for (const [oldest, one] of kept) {
    if (held <= mostKept || oldest === blob) break
    kept.delete(oldest)
    held -= one.length
  }
}

/** The picture of an attachment, read when it is first shown. */
export function usePicture({ blob, mediaType }: Attachment): PictureData {
  const [read, setRead] = useState<{ readonly blob: string; readonly data: PictureData } | null>(null)
  const known = kept.get(blob)
  useEffect(() => {
    if (kept.has(blob)) return
    let gone = false
    void call('attachments.read', { blob }).then((result) => {
      const url = result.ok ? `data:${mediaType};base64,${result.data.data}` : null
      if (url !== null) rememberPicture(blob, url)
      if (gone) return
      if (url !== null) setRead({ blob, data: { kind: 'ready', url } })
      else if (!result.ok) setRead({ blob, data: { kind: 'failed', message: result.error.message } })
    })
    return () => {
      gone = true
    }
  }, [blob, mediaType])
  if (read?.blob === blob) return read.data
  return known === undefined ? { kind: 'loading' } : { kind: 'ready', url: known }
}

/** For tests: as in a window that was just opened. */
export function forgetPictures(): void {
  kept.clear()
}
