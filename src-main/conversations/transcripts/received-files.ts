import type { Attachment } from '../../../src-shared/domain/tool-step.ts'
import { RouteFailure } from '../../platform/route-failure.ts'
import { hashBytes } from '../../store/hash-bytes.ts'
import type { HeldFiles } from './imported-blocks.ts'
import { notOurs } from './not-ours.ts'
import type { TranscriptRecord } from './transcript-records.ts'

/** No picture or document of a message is larger. */
const mostBytes = 40 * 1024 * 1024

/** Puts the files of a transcript together from their pieces, and keeps those that a message can have. */
export function createReceivedFiles(
  keep: (given: { readonly name: string; readonly bytes: Buffer<ArrayBuffer> }) => Promise<Attachment>,
) {
  const held = new Map<string, Omit<Attachment, 'name'>>()
  let current: { hash: string; readonly pieces: Buffer[]; bytes: number } | null = null

  const complete = async (hash: string, bytes: Buffer<ArrayBuffer>): Promise<void> => {
    if ((await hashBytes(bytes)) !== hash) throw notOurs('an attached file is not what it was')
    try {
      const { name: _name, ...kept } = await keep({ name: 'file', bytes })
      held.set(hash, kept)
    } catch (error) {
      // It is nothing that can be shown or sent: its message says that it is not there.
      if (!(error instanceof RouteFailure)) throw error
    }
  }

  return {
    held: held as HeldFiles,
    async take({ hash, last, base64 }: TranscriptRecord<'files'>): Promise<void> {
      if (current !== null && current.hash !== hash) throw notOurs('an attached file is cut off')
      current ??= { hash, pieces: [], bytes: 0 }
      const piece = Buffer.from(base64, 'base64')
      current.pieces.push(piece)
      current.bytes += piece.length
      if (current.bytes > mostBytes) throw notOurs('an attached file is too large')
      if (!last) return
      const bytes = Buffer.concat(current.pieces)
      current = null
      await complete(hash, bytes)
    },
    isBetween: (): boolean => current === null,
  }
}
