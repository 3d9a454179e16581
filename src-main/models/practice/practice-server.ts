import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '../../platform/clock.ts'
import { refusalOf, type Refusal } from './admission.ts'
import { passHold } from './hold.ts'
import { compactionBeta } from '../compaction-block.ts'
import { countTokensSchema, type MessagesRequest, messagesRequestSchema } from './messages-request.ts'
import { messagesComplaint } from './messages-rules.ts'
import { readBody } from './read-body.ts'
import type { Reply, Responder } from './responder.ts'
import { replyMessage, type ReplyFrame } from './sse.ts'
import { createUsageMeter, requestTokens } from './usage-meter.ts'
import { writeReply } from './write-reply.ts'

export interface PracticeServer {
  /** `http://127.0.0.1:<port>`: the base URL for a client. */
  readonly url: string
  /** Closes every connection at once; a stream in the middle is cut. */
  close(): Promise<void>
}

export interface PracticeServerOptions {
  readonly responder: Responder
  /** Every request must bring it, in `x-api-key` or as a bearer token. */
  readonly key: string
  readonly clock: Pick<Clock, 'sleep'>
  /** The names that `GET /v1/models` lists. */
  readonly models: readonly string[]
}

/** Starts a server on a free port of 127.0.0.1 that speaks the Messages API and answers with what `responder` says. */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const meter = createUsageMeter()
  let messages = 0
  let host = ''

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request.headers, { host, key: options.key })
    if (refusal !== null) {
      sendError(response, refusal)
      return
    }
    const route = `${request.method} ${(request.url ?? '').split('?')[0]}`
    if (route === 'GET /v1/models') {
      const data = options.models.map((id) => ({
        type: 'model',
        id,
        display_name: id,
        created_at: '2026-01-01T00:00:00Z',
      }))
      sendJson(response, 200, {
        data,
        has_more: false,
        first_id: data[0]?.id ?? null,
        last_id: data.at(-1)?.id ?? null,
      })
      return
    }
    if (route !== 'POST /v1/messages' && route !== 'POST /v1/messages/count_tokens') {
      sendError(response, { status: 404, type: 'not_found_error', message: 'Not found' })
      return
    }
    const body = await readBody(request)
    if (body === null) {
      const message = 'Request exceeds the maximum size'
      // The rest of the body is not read, so the connection cannot be used again.
      response.setHeader('connection', 'close')
      sendError(response, { status: 413, type: 'request_too_large', message })
      return
    }
    const beta = String(request.headers['anthropic-beta'] ?? '')
    if (route === 'POST /v1/messages') await answerMessages(body, beta.includes(compactionBeta), response)
    else countTokens(body, response)
  }

  async function answerMessages(body: string, compacts: boolean, response: ServerResponse): Promise<void> {
    const parsed = messagesRequestSchema.safeParse(parseJson(body))
    const complaint = parsed.success
      ? (messagesComplaint(parsed.data, body) ?? betaComplaint(parsed.data, compacts))
      : firstIssue(parsed.error.issues)
    if (!parsed.success || complaint !== null) {
      sendError(response, invalid(complaint ?? ''))
      return
    }
    const gone = new AbortController()
    response.on('close', () => gone.abort(new Error('The caller has gone.')))
    const said = await options.responder(parsed.data)
    const reply = parsed.data.compaction == null ? said : compacted(said)
    messages += 1
    const frame: ReplyFrame = {
      // The body's hash keeps ids, and those of tool calls made from them, apart from the ones of an earlier process.
      id: `msg_${createHash('sha256').update(body).digest('hex').slice(0, 16)}${messages}`,
      model: parsed.data.model,
      usage: { ...meter.measure(parsed.data, body, reply), ...reply.usage },
    }
    const isStream = parsed.data.stream && reply.fault?.kind !== 'status'
    // What is answered in one piece is held as a whole.
    if (reply.hold !== undefined && !isStream) await passHold(reply.hold, gone.signal)
    if (reply.fault?.kind === 'status') {
      sendError(response, reply.fault, reply.fault.headers)
    } else if (isStream) {
      await writeReply(response, reply, frame, { clock: options.clock, gone: gone.signal })
    } else {
      sendJson(response, 200, replyMessage(reply, frame))
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => {
      // Either the caller has gone, or the responder threw: then it deserves an answer rather than a hang.
      if (response.headersSent) response.destroy()
      else sendError(response, { status: 500, type: 'api_error', message: 'The practice model failed.' })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The practice model has no port.')
  host = `127.0.0.1:${address.port}`
  return {
    url: `http://${host}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A summary is told from an answer only by how it is sent. */
function compacted(reply: Reply): Reply {
  const content = reply.content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n\n')
  const signature = createHash('sha256').update(content).digest('hex')
  return { ...reply, content: [{ type: 'compaction', content, signature }], stopReason: 'compaction' }
}

function betaComplaint(request: MessagesRequest, compacts: boolean): string | null {
  if (compacts) return null
  if (request.compaction != null) return 'compaction: Extra inputs are not permitted'
  const used = request.messages[0]?.content.some(({ type }) => type === 'compaction') ?? false
  return used ? 'messages.0.content.0.compaction: this block needs a beta header' : null
}

function countTokens(body: string, response: ServerResponse): void {
  const parsed = countTokensSchema.safeParse(parseJson(body))
  if (parsed.success) sendJson(response, 200, { input_tokens: requestTokens(parsed.data) })
  else sendError(response, invalid(firstIssue(parsed.error.issues)))
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function firstIssue(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): string {
  const issue = issues[0]
  if (issue === undefined) return 'not valid'
  return issue.path.length === 0 ? issue.message : `${issue.path.map(String).join('.')}: ${issue.message}`
}

function invalid(message: string): Refusal {
  return { status: 400, type: 'invalid_request_error', message }
}

function sendError(
  response: ServerResponse,
  refusal: Refusal,
  headers: Readonly<Record<string, string>> = {},
): void {
  const { status, type, message } = refusal
  sendJson(response, status, { type: 'error', error: { type, message } }, headers)
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { ...headers, 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
