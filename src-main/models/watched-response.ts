import { StreamFault } from './stream-fault.ts'

/**
 * The response of a streaming request, calling `feed` for its head and for every piece of its body: the SDK itself
 * does not pass the service's pings on. Throws `StreamFault` when it succeeded and is no event stream.
 */
export function watchedResponse(response: Response, feed: () => void): Response {
  feed()
  const { body, status, statusText, headers } = response
  if (response.ok && !(headers.get('content-type') ?? '').includes('text/event-stream')) {
    throw new StreamFault('not-a-stream')
  }
  if (body === null) return response
  const tap = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      feed()
      controller.enqueue(chunk)
    },
  })
  return new Response(body.pipeThrough(tap), { status, statusText, headers })
}
