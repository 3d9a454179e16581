import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Attachment } from '../../src-shared/domain/tool-step.ts'
import type { RequestMessage } from '../models/model-client.ts'
import { withinRoom } from './attachment-room.ts'

const mega = 1024 * 1024
let count = 0
const picture = (bytes: number): Attachment => {
  count += 1
  return { kind: 'image', mediaType: 'image/png', blob: 'a'.repeat(64), bytes, name: `${count}.png` }
}
/** A message with attachments of so many bytes each, the odd ones in a tool's result. */
const message = (sizes: readonly number[]): RequestMessage => ({
  role: 'user',
  content: sizes.map((bytes, i) => {
    const kept = { type: 'kept', attachment: picture(bytes) } as const
    return i % 2 === 0 ? kept : { type: 'tool_result', tool_use_id: `${i}`, content: [kept] }
  }),
})
const kept = (messages: readonly RequestMessage[]): Attachment[] =>
  messages.flatMap(({ content }) =>
    content.flatMap((block) => {
      if (block.type === 'kept') return [block.attachment]
      if (block.type !== 'tool_result' || typeof block.content === 'string') return []
      return block.content.flatMap((part) => (part.type === 'kept' ? [part.attachment] : []))
    }),
  )

it('what fits stays as it is', () => {
  const messages = [
    message(Array.from({ length: 10 }, () => mega)),
    message(Array.from({ length: 10 }, () => mega)),
  ]
  expect(withinRoom(messages)).toBe(messages)
})

it('the oldest go first, with a note in their place', () => {
  const messages = [message([15 * mega]), message([8 * mega, 1])]
  const [first, second] = withinRoom(messages)
  expect(first?.content).toEqual([
    { type: 'text', text: expect.stringMatching(/^\[Picture \d+\.png, 15 MB, is not sent again/) },
  ])
  expect(second).toEqual(messages[1])
})

it('a request has room for what is sent with the newest message, whatever there was before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.integer({ min: 1, max: 4 * mega }), { maxLength: 30 }), {
        minLength: 1,
        maxLength: 12,
      }),
      (drawn) => {
        const messages = drawn.map(message)
        const all = kept(messages)
        const sent = kept(withinRoom(messages))
        expect(sent.length).toBeLessThanOrEqual(20)
        expect(sent.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(20 * mega)
        // The newest ones, and as many as a half.
        expect(all.slice(all.length - sent.length)).toEqual(sent)
        const last = kept(messages.slice(-1))
        const isSmall = last.length <= 20 && last.reduce((sum, { bytes }) => sum + bytes, 0) <= 20 * mega
        if (isSmall) expect(sent.length).toBeGreaterThanOrEqual(last.length)
      },
    ),
    { seed: 20261121, numRuns: 300 },
  )
})

it('what one request left out, the next leaves out too, and most add nothing to it', () => {
  const messages = Array.from({ length: 60 }, () => message([1000]))
  const left = messages.map((_, n) => n + 1 - kept(withinRoom(messages.slice(0, n + 1))).length)
  const changes = left.filter((each, n) => each !== (left[n - 1] ?? 0))
  expect(left.every((each, n) => each >= (left[n - 1] ?? 0))).toBe(true)
  expect(changes).toEqual([11, 22, 33, 44])
})
