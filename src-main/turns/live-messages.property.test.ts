import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { createEventBus } from '../platform/event-bus.ts'
import { secretForms } from '../secrets/secret-forms.ts'
import { createSecretMask, noMask, type SecretMask } from '../secrets/secret-mask.ts'
import { createLiveMessages } from './live-messages.ts'

const turn = { id: 't', conversationId: 'c' } as Turn

/** What windows are told of pieces in this order, and what is left of them when it ends. */
function published(
  pieces: readonly (readonly ['text' | 'thinking', string])[],
  mask: SecretMask,
  awaitsTitle = false,
) {
  const bus = createEventBus((error) => {
    throw error
  })
  const told = { text: '', thinking: '' }
  bus.subscribe(({ event, data }) => {
    if (event !== 'message.delta') return
    expect(data.offset).toBe(told[data.kind].length)
    told[data.kind] += data.text
  })
  const live = createLiveMessages(
    bus,
    () => mask,
    () => awaitsTitle,
  )
  live.begin(turn, 'm')
  for (const [kind, piece] of pieces) live.append('t', kind, piece)
  expect(live.of('c')).toMatchObject([told])
  return { ...told, ended: live.end('t')?.text ?? '' }
}

const secret = fc
  .string({ minLength: 8, maxLength: 30 })
  .filter((text) => text.trim().length >= 8 && !'[secret A]'.includes(text.trim()))
const cases = secret.chain((value) => {
  const { plain, wrapped } = secretForms('A', value)
  const form = fc.constantFrom(...plain, ...wrapped)
  const part = fc.oneof(
    form,
    form.map((each) => each.slice(0, -1)),
    fc.constantFrom('\n', ' ', 'an answer ', value.slice(0, 3)),
  )
  return fc.record({
    value: fc.constant(value),
    text: fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
    lengths: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }),
    kind: fc.constantFrom('text', 'thinking'),
    title: fc.boolean(),
  })
})

it('whatever way an answer is cut into deltas, no window is shown a secret, nor half of one', () => {
  fc.assert(
    fc.property(cases, ({ value, text, lengths, kind, title }) => {
      const mask = createSecretMask([{ name: 'A', value }])
      const whole = title && kind === 'text' ? `<title>A name</title>\n${text}` : text
      const pieces: ['text' | 'thinking', string][] = []
      for (let at = 0, turnOf = 0; at < whole.length; turnOf++) {
        const length = lengths[turnOf % lengths.length] ?? 1
        pieces.push([kind, whole.slice(at, at + length)])
        at += length
      }
      const told = published(pieces, mask, title)
      const hidden = mask.text(text)
      // What is published is the beginning of what will be committed, but for blank lines after a title.
      expect(
        (title ? hidden.trimStart() : hidden).startsWith(title ? told[kind].trimStart() : told[kind]),
      ).toBe(true)
      for (const shown of [told.text, told.thinking, told.ended]) {
        const rest = shown.replaceAll('[secret A]', '\u0000')
        const { plain, wrapped } = secretForms('A', value)
        for (const form of [...plain, ...wrapped]) expect(rest.includes(form)).toBe(false)
      }
    }),
    { numRuns: 300 },
  )
})

it('what is no secret is shown at once', () => {
  const mask = createSecretMask([{ name: 'A', value: 'xyzzy-plugh-1234' }])
  const told = published(
    [
      ['text', 'An ordinary '],
      ['thinking', 'thought'],
      ['text', 'answer.'],
    ],
    mask,
  )
  expect(told).toEqual({ text: 'An ordinary answer.', thinking: 'thought', ended: 'An ordinary answer.' })
})

it('an answer that is cut off keeps its last letters, but not half of a secret', () => {
  const mask = createSecretMask([{ name: 'A', value: 'xyzzy-plugh-1234' }])
  expect(published([['text', 'Six']], mask)).toEqual({ text: 'Si', thinking: '', ended: 'Six' })
  expect(published([['text', 'It is xyzzy-plugh']], mask)).toEqual({
    text: 'It is ',
    thinking: '',
    ended: 'It is ',
  })
  expect(published([['text', 'It is xyzzy-plugh']], noMask).ended).toBe('It is xyzzy-plugh')
})
