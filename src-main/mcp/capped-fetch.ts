import { cutToSize, joined, mostBytes } from './shrink-message.ts'

const newline = 0x0a
const mostRedirects = 3
const carriageReturn = 0x0d

/** What went wrong with an answer, in words. */
interface Fault {
  readonly kind: 'too-long' | 'broken'
  readonly words: string
}
const tooLong: Fault = { kind: 'too-long', words: 'it sent a message of more than 10 MB and was cut off' }
const broken: Fault = { kind: 'broken', words: 'the connection broke' }

/**
 * `fetch` whose answers are cut off where a body, or one event of a stream of events, has more than 10 MB, and cut to size
 * where reading them would hold up the application. `onFault` is told of the former, and when the connection of an answer
 * to a request breaks.
 */
export function cappedFetch(onFault: (why: string) => void): typeof fetch {
  return async (input, init) => {
    const response = await fetchHere(input, init)
    if (response.body === null) return response
    const isEvents = response.headers.get('content-type')?.includes('text/event-stream') === true
    const tell = (fault: Fault): void => {
      // A stream of events that was not asked for may end at any time, and is opened again.
      const matters = init?.method === 'POST' || fault.kind === 'too-long'
      if (matters && init?.signal?.aborted !== true) onFault(fault.words)
    }
    const { status, statusText, headers } = response
    return new Response(limited(response.body, isEvents ? 'events' : 'body', tell), {
      status,
      statusText,
      headers,
    })
  }
}

/**
 * Follows a redirect only within its own origin: headers with keys go nowhere else, and a server does not make Dormouse ask
 * something on this computer. Every other redirect is the answer itself, which is no MCP.
 */
async function fetchHere(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  let url = new URL(input instanceof Request ? input.url : input.toString())
  for (let redirects = 0; ; redirects++) {
    const response = await fetch(redirects === 0 ? input : url.href, { ...init, redirect: 'manual' })
    const location = response.headers.get('location')
    // With these the method and the body stay as they are.
    const isMoved = (response.status === 307 || response.status === 308) && location !== null
    if (!isMoved || redirects === mostRedirects || !URL.canParse(location, url.href)) return response
    const next = new URL(location, url)
    if (next.origin !== url.origin) return response
    await response.body?.cancel()
    url = next
  }
}

function limited(
  body: ReadableStream<Uint8Array>,
  kind: 'body' | 'events',
  onFault: (fault: Fault) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let held: Uint8Array[] = []
  let bytes = 0
  let isGivenUp = false

  /** What is whole with this chunk: nothing of a body, and of a stream the events that have ended. */
  const whole = (chunk: Uint8Array): Uint8Array<ArrayBuffer> | null => {
    const end = kind === 'events' ? endOfEvents(held.at(-1), chunk) : 0
    if (end === 0) {
      held.push(chunk)
      bytes += chunk.length
      return null
    }
    const events = joined([...held, chunk.subarray(0, end)], bytes + end)
    held = [chunk.subarray(end)]
    bytes = chunk.length - end
    return events
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      for (;;) {
        const read = await reader.read().catch((error: unknown) => ({ error }))
        // Whoever read it has left meanwhile.
        if (isGivenUp) return
        if ('error' in read) {
          onFault(broken)
          controller.error(read.error)
          return
        }
        if (read.done) {
          const rest = await cutToSize(kind, joined(held, bytes))
          if (isGivenUp) return
          if (rest.length > 0) controller.enqueue(rest)
          controller.close()
          return
        }
        const events = whole(read.value)
        if (bytes > mostBytes || (events?.length ?? 0) > mostBytes) {
          onFault(tooLong)
          controller.error(new Error(tooLong.words))
          await reader.cancel().catch(() => undefined)
          return
        }
        const cut = events && (await cutToSize(kind, events))
        if (isGivenUp) return
        if (cut && cut.length > 0) {
          controller.enqueue(cut)
          return
        }
      }
    },
    cancel(reason) {
      isGivenUp = true
      return reader.cancel(reason)
    },
  })
}

/** Where in the chunk the last event ends that is whole with it; 0: none does. An empty line ends one. */
function endOfEvents(before: Uint8Array | undefined, chunk: Uint8Array): number {
  const byte = (at: number): number | undefined => (at >= 0 ? chunk[at] : before?.at(at))
  for (
    let at = chunk.lastIndexOf(newline);
    at >= 0;
    at = at === 0 ? -1 : chunk.lastIndexOf(newline, at - 1)
  ) {
    const previous = byte(at - 1) === carriageReturn ? byte(at - 2) : byte(at - 1)
    if (previous === newline) return at + 1
  }
  return 0
}
