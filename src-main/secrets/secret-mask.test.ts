import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecretMask, noMask } from './secret-mask.ts'
import { secretForms } from './secret-forms.ts'

const value = 'ghp_Ab3/x+9"é&Zk<7 q\'w=='
const mask = createSecretMask([{ name: 'GITHUB_TOKEN', value }])
const mark = '[secret GITHUB_TOKEN]'

/** What comes out of the stream for these pieces, and the most that it ever held back. */
function streamed(pieces: readonly Buffer[], by = mask): { readonly text: string; readonly held: number } {
  const stream = by.stream()
  let came = 0
  let went = 0
  let held = 0
  const parts = pieces.map((piece) => {
    const part = stream.push(piece)
    came += piece.length
    went += part.length
    held = Math.max(held, came - went)
    return part
  })
  return { text: Buffer.concat([...parts, stream.end()]).toString(), held }
}

describe('a secret is hidden', () => {
  it.each([
    ['as it is', value],
    ['in JSON', JSON.stringify({ a: value }).slice(6, -2)],
    ['in JSON of letters only', JSON.stringify(value).slice(1, -1).replace('é', '\\u00e9')],
    ['in an address', encodeURIComponent(value)],
    [
      'in an address with small letters',
      encodeURIComponent(value).replaceAll(/%../g, (code) => code.toLowerCase()),
    ],
    ['in a form', new URLSearchParams({ a: value }).toString().slice(2)],
    ['in base64', Buffer.from(value).toString('base64')],
    ['in base64 for addresses', Buffer.from(value).toString('base64url')],
    ['in hex', Buffer.from(value).toString('hex')],
    ['in large hex', Buffer.from(value).toString('hex').toUpperCase()],
    [
      'in HTML',
      value
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;'),
    ],
    ['in a shell', value.replaceAll("'", `'\\''`)],
  ])('%s', async (_how, form) => {
    expect(mask.text(`before ${form} after`)).toBe(`before ${mark} after`)
    expect(streamed([Buffer.from(`before ${form} after`)]).text).toBe(`before ${mark} after`)
    expect(await mask.isIn(Buffer.from(`${'x'.repeat(131_060)}${form}..`))).toBe(true)
    expect(await mask.isIn(Buffer.from('nothing of it'))).toBe(false)
  })

  it('in base64 behind other bytes, but for what belongs to both', () => {
    for (const user of ['', 'a', 'me', 'you']) {
      const shown = mask.text(`Basic ${Buffer.from(`${user}:${value}:x`).toString('base64')}`)
      expect(shown).toContain(mark)
      expect(shown.replace(mark, '').length).toBeLessThanOrEqual('Basic '.length + 12)
    }
  })

  it('in what programs break into lines, and between colours', () => {
    const long = createSecretMask([{ name: 'GITHUB_TOKEN', value: 'k9'.repeat(60) + 'end' }])
    const encoded = Buffer.from(`user:${'k9'.repeat(60)}end`).toString('base64')
    const lines = encoded.match(/.{1,76}/g)?.join('\n') ?? ''
    expect(long.text(lines)).toMatch(/^\w{7}\[secret GITHUB_TOKEN\]\w?=*$/)
    const hex =
      Buffer.from(`${'k9'.repeat(60)}end`)
        .toString('hex')
        .match(/.{1,60}/g)
        ?.join('\r\n') ?? ''
    expect(long.text(`${hex}\r\n.`)).toBe(`${mark}\r\n.`)
    const coloured = `\u001b[01;31mghp_Ab3\u001b[m\u001b[K${value.slice(7)}`
    expect(mask.text(coloured)).toBe(`\u001b[01;31m${mark}`)
  })

  it('line by line, where it has several', () => {
    const key =
      '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSjAgEAAoIB\nAb==\n-----END KEY-----\n'
    const keyMask = createSecretMask([{ name: 'KEY', value: key }])
    expect(keyMask.text(`  MIIEvQIBADANBgkqhkiG9w0B\n-----BEGIN KEY-----`)).toBe(
      '  [secret KEY]\n-----BEGIN KEY-----',
    )
    expect(keyMask.text(key)).toBe('[secret KEY]')
    expect(keyMask.text(key.trim())).toBe('[secret KEY]')
  })

  it('in fields and in their names, and what is none stays as it is', () => {
    const result = { content: `is ${value}`, n: 5, list: [null, { [value]: true }] }
    expect(mask.deep(result)).toEqual({ content: `is ${mark}`, n: 5, list: [null, { [mark]: true }] })
    expect(mask.text('ghp_Ab3 is no secret')).toBe('ghp_Ab3 is no secret')
    expect(noMask.deep(result)).toBe(result)
  })
})

describe('a stream', () => {
  const secret = fc.oneof(
    fc.string({ minLength: 6, maxLength: 40 }).filter((text) => text.trim().length >= 6),
    // Values that are their own beginnings and ends are the hard ones.
    fc
      .array(fc.constantFrom('ab', 'a', 'aba'), { minLength: 6, maxLength: 20 })
      .map((parts) => parts.join('')),
  )
  const cases = secret.chain((given) => {
    const { plain, wrapped } = secretForms('A', given)
    const part = fc.oneof(
      fc.constantFrom(...plain, ...wrapped),
      fc.constantFrom(...plain, ...wrapped).map((form) => form.slice(0, form.length - 1)),
      fc.constantFrom('\n', '\r\n', '\u001b[31m', '\u001b', 'ab', 'a', ' ', 'é', '='),
      fc.string({ maxLength: 5 }),
    )
    return fc.record({
      given: fc.constant(given),
      text: fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
      cuts: fc.array(fc.nat(400), { maxLength: 30 }),
    })
  })

  it('gives the same wherever it is cut, shows no form, and holds back no more than the longest', () => {
    fc.assert(
      fc.property(cases, ({ given, text, cuts }) => {
        const by = createSecretMask([{ name: 'A', value: given }])
        const bytes = Buffer.from(text)
        const whole = streamed([bytes], by).text
        const at = [...new Set([0, ...cuts.map((cut) => Math.min(cut, bytes.length)), bytes.length])]
        const ends = at.toSorted((a, b) => a - b)
        const pieces = ends.slice(1).map((end, index) => bytes.subarray(ends[index], end))
        const { text: cut, held } = streamed(pieces, by)
        expect(cut).toBe(whole)
        for (const form of by.byteForms)
          expect(
            whole.replaceAll('[secret A]', '\u0000').includes(Buffer.from(form, 'latin1').toString()),
          ).toBe(false)
        const longest = Math.max(...by.byteForms.map((form) => form.length))
        // Where nothing was hidden, what has not come out was held back.
        const isPlain = !text.includes('\u001b') && !text.includes('\n')
        if (isPlain && whole === bytes.toString()) expect(held).toBeLessThanOrEqual(longest)
        return true
      }),
      { numRuns: 400 },
    )
  })

  it('holds back nothing of ordinary output', () => {
    const stream = mask.stream()
    expect(stream.push(Buffer.from('50 %\r')).toString()).toBe('50 %\r')
    expect(stream.push(Buffer.from('a line and gh')).toString()).toBe('a line and ')
    expect(stream.push(Buffer.from('ost\n')).toString()).toBe('ghost\n')
  })

  it('lets ordinary output through, however many secrets there are', () => {
    const many = Array.from({ length: 50 }, (_, n) => ({
      name: `S${n}`,
      value: `value-${n}-${'x'.repeat(40)}`,
    }))
    const by = createSecretMask(many)
    const line = Buffer.from(`${'The quick brown fox jumps over the lazy dog. '.repeat(20)}\n`.repeat(64))
    const stream = by.stream()
    expect(by.byteForms.length).toBeGreaterThan(300)
    expect(stream.push(line).length + stream.end().length).toBe(line.length)
  })
})
