import { expect, it } from 'vitest'
import { watchedResponse } from './watched-response.ts'

const events = { 'content-type': 'text/event-stream; charset=utf-8' }

it('the head and every piece of the body are signs of life, pings as well', async () => {
  let fed = 0
  const pieces = ['event: ping\n', 'data: {}\n\n', 'event: message_stop\n\n']
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece))
      controller.close()
    },
  })
  const response = watchedResponse(new Response(body, { status: 200, headers: events }), () => (fed += 1))
  expect(fed).toBe(1)
  expect(await response.text()).toBe(pieces.join(''))
  expect(fed).toBe(1 + pieces.length)
  expect(response.headers.get('content-type')).toBe(events['content-type'])
})

it('a success that is no event stream is a wrong address', () => {
  const page = new Response('<html>', { headers: { 'content-type': 'text/html' } })
  expect(() => watchedResponse(page, () => undefined)).toThrow(
    expect.objectContaining({ kind: 'not-a-stream' }),
  )
})

it('an error keeps its status, its headers and its words', async () => {
  const error = new Response('{"error":{}}', { status: 429, headers: { 'retry-after': '3' } })
  const response = watchedResponse(error, () => undefined)
  expect([response.status, response.headers.get('retry-after'), await response.text()]).toEqual([
    429,
    '3',
    '{"error":{}}',
  ])
})
