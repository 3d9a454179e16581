import type { RequestBlock, RequestMessage, ResultPart } from '../models/model-client.ts'
import type { BlobStore } from '../store/blob-store.ts'
import { withinRoom } from './attachment-room.ts'

/** Puts the bytes of what the user and tools attached into the request. One that is gone is said in its place. */
export async function withAttachments(
  messages: readonly RequestMessage[],
  blobs: Pick<BlobStore, 'read'>,
): Promise<readonly RequestMessage[]> {
  const part = async (each: ResultPart): Promise<ResultPart> => {
    if (each.type !== 'kept') return each
    const { mediaType, blob, name } = each.attachment
    const bytes = await blobs.read(blob)
    if (bytes === null) return { type: 'text', text: `[${name} is not kept any more.]` }
    const data = bytes.toString('base64')
    return mediaType === 'application/pdf'
      ? { type: 'document', name, source: { type: 'base64', media_type: mediaType, data } }
      : { type: 'image', name, source: { type: 'base64', media_type: mediaType, data } }
  }
  const block = async (each: RequestBlock): Promise<RequestBlock> => {
    if (each.type === 'kept') return part(each)
    return each.type === 'tool_result' && typeof each.content !== 'string'
      ? { ...each, content: await Promise.all(each.content.map(part)) }
      : each
  }
  return Promise.all(
    withinRoom(messages).map(async (message) => ({
      ...message,
      content: await Promise.all(message.content.map(block)),
    })),
  )
}
