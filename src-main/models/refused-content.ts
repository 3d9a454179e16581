import { untakenNote } from '../../src-shared/domain/attachment-line.ts'
import type { ModelRequest, RequestBlock, ResultPart } from './model-client.ts'
import type { TakenContent } from './taken-content.ts'
import { serverAnswer } from './server-answer.ts'

type Kind = keyof TakenContent
type Refusable = Extract<ResultPart, { type: 'image' | 'document' }>

/** Gateways say it with a status of their own taste, local servers with the one of a crash. */
const statuses: readonly (number | null)[] = [400, 404, 415, 422, 500, 501, 503]
/** That it is never taken; not that this one is too large, broken, or of another kind than it says. */
const refusal =
  /(?:not|n't|no|un)[\s-]*(?:\w+[\s-]+){0,3}support|unsupported (?:content|block|input)|(?:only|just) (?:supports? |accepts? |takes? )?text|text[\s-]only|not (?:a )?(?:multi-?modal|vision)|at most 0 |unknown variant|expected one of|not (?:accept|allow|take|see|read)|does not have vision|no vision|mmproj|(?:unexpected|invalid|unknown) (?:content )?(?:block )?type/i
const ofImages = /image|vision|picture|multi-?modal|mmproj/i
const ofDocuments = /document|pdf|\bfiles?\b/i
const ofBoth = /content|block|type|input|media|variant/i
/** What is wrong with one file only. */
const ofOneFile =
  /media[_ ]type|format|dimension|pixel|too (?:large|big|many)|exceed|corrupt|could not process|base64|size|pages|password/i

/**
 * Which kinds of content the server refused for good, of those that the request holds; `null` where the error says no such
 * thing. By its words, because there is no code for it.
 */
export function refusedContent(error: unknown, request: ModelRequest): readonly Kind[] | null {
  const answer = serverAnswer(error)
  if (answer === null || !statuses.includes(answer.status)) return null
  const { text } = answer
  if (!refusal.test(text) || ofOneFile.test(text)) return null
  const held = heldKinds(request)
  const named = held.filter((kind) => (kind === 'images' ? ofImages : ofDocuments).test(text))
  const refused = named.length > 0 ? named : ofBoth.test(text) ? held : []
  return refused.length > 0 ? refused : null
}

/** The request with a note in the place of everything that the model does not take. */
export function withoutRefused(request: ModelRequest, taken: TakenContent): ModelRequest {
  if (taken.images && taken.documents) return request
  const part = (each: ResultPart): ResultPart => (isRefused(each, taken) ? contentNote(each) : each)
  const block = (each: RequestBlock): RequestBlock => {
    if (isRefused(each, taken)) return contentNote(each)
    return each.type === 'tool_result' && typeof each.content !== 'string'
      ? { ...each, content: each.content.map(part) }
      : each
  }
  const messages = request.messages.map((message) => ({ ...message, content: message.content.map(block) }))
  return { ...request, messages }
}

function isRefused(part: RequestBlock | ResultPart, taken: TakenContent): part is Refusable {
  return (part.type === 'image' && !taken.images) || (part.type === 'document' && !taken.documents)
}

function contentNote({ type: kind, name = '', source }: Refusable): Extract<ResultPart, { type: 'text' }> {
  return { type: 'text', text: untakenNote({ kind, name, bytes: Buffer.byteLength(source.data, 'base64') }) }
}

function heldKinds({ messages }: ModelRequest): Kind[] {
  const types = new Set(
    messages.flatMap(({ content }) =>
      content.flatMap((block) =>
        block.type === 'tool_result' && typeof block.content !== 'string'
          ? block.content.map(({ type }) => type)
          : [block.type],
      ),
    ),
  )
  return [
    ...(types.has('image') ? ['images' as const] : []),
    ...(types.has('document') ? ['documents' as const] : []),
  ]
}
