import { decodeBase64 } from '../../conversations/attachments/decode-base64.ts'
import { keepAttachment } from '../../conversations/attachments/keep-attachment.ts'
import type { OpenedCopies } from '../../conversations/attachments/opened-copies.ts'
import { badInput, notFound } from '../../platform/route-failure.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import type { Core } from '../../store/core.ts'
import { wholePiece } from '../../turns/tools/results/whole-piece.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  'attachments.put' | 'attachments.read' | 'attachments.open' | 'attachments.save' | 'results.read'
>

export function attachmentHandlers(
  { stores, clock }: Core,
  {
    blobs,
    copies,
  }: {
    readonly blobs: Pick<BlobStore, 'put' | 'read'>
    readonly copies: Pick<OpenedCopies, 'open' | 'save'>
  },
): Routes {
  return {
    'attachments.put': async ({ name, data }) => {
      const bytes = await decodeBase64(data)
      if (bytes === null) throw badInput('The file did not arrive whole. Attach it again.')
      return keepAttachment({ name, bytes }, { blobs, clock })
    },
    'attachments.read': async ({ blob }) => {
      const bytes = await blobs.read(blob)
      if (bytes === null) throw notFound('The file is not kept any more.')
      return { data: bytes.toString('base64') }
    },
    'attachments.open': async ({ blob, name }) => {
      await copies.open(blob, name)
      return {}
    },
    'attachments.save': async ({ blob, name }) => ({ path: await copies.save(blob, name) }),
    'results.read'({ messageId, toolUseId, offset, limit }) {
      const whole = stores.toolCalls.whole(messageId, toolUseId)
      if (whole === null) throw notFound('There is no such result. Its message may have been deleted.')
      const { text, end } = wholePiece(whole, { offset, limit })
      return { text, nextOffset: end, totalLength: whole.length }
    },
  }
}
