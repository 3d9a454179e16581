import { expect, test } from 'vitest'
import { cookieFor } from './x11-authority.ts'

const field = (value: Buffer | string): Buffer => {
  const bytes = Buffer.from(value)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}
const entry = (display: string, data: string, name = 'MIT-MAGIC-COOKIE-1'): Buffer =>
  Buffer.concat([Buffer.from([1, 0]), field('host'), field(display), field(name), field(data)])

test('the cookie of the display is found among others', () => {
  const file = Buffer.concat([
    entry('0', 'zero'),
    entry('99', 'other', 'XDM-AUTHORIZATION-1'),
    entry('99', 'mine'),
  ])
  expect(cookieFor(file, '99').toString()).toBe('mine')
})

test('an entry for any display serves every one', () => {
  expect(cookieFor(entry('', 'any'), '7').toString()).toBe('any')
})

test('no entry, an empty file and a cut one give an empty cookie', () => {
  expect(cookieFor(entry('0', 'zero'), '1')).toHaveLength(0)
  expect(cookieFor(Buffer.alloc(0), '1')).toHaveLength(0)
  expect(cookieFor(entry('1', 'mine').subarray(0, 12), '1')).toHaveLength(0)
})
