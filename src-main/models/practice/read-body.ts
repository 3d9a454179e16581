import type { IncomingMessage } from 'node:http'

/** The limit of the Messages API. */
export const mostBodyBytes = 32 * 1024 * 1024

/** The body as text, or null when it is larger than the limit. Rejects when the caller goes away in the middle. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > mostBodyBytes) return null
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
