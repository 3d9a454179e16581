import type { RequestBlock, RequestMessage, ResultPart } from '../models/model-client.ts'
import { withinRoom } from './attachment-room.ts'
import type { KeptContext } from './kept-context.ts'

/** Puts the bytes of what the user and tools attached into the request. One that is gone is said in its place. */
export async function withAttachments(
  messages: readonly RequestMessage[],
  encoded: KeptContext['encoded'],
): Promise<readonly RequestMessage[]> {
  const part = async (each: ResultPart): Promise<ResultPart> => {
    if (each.type !== 'kept') return each
    const { mediaType, blob, name } = each.attachment
    const data = await encoded(blob)
    if (data === null) return { type: 'text', text: `[${name} is not kept any more.]` }
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
  const whole = [...withinRoom(messages)]
  for (const [index, message] of whole.entries())
    if (message.content.some(hasFile))
      whole[index] = { ...message, content: await Promise.all(message.content.map(block)) }
  return whole
}

function hasFile(block: RequestBlock): boolean {
  if (block.type === 'kept') return true
  return (
    block.type === 'tool_result' &&
    typeof block.content !== 'string' &&
    block.content.some(({ type }) => type === 'kept')
  )
}
