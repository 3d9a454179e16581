import { expect, test } from 'vitest'
import { decodeText as decodeAny } from './decode-text.ts'

const decodeText = (bytes: Uint8Array, charset: string | null) => decodeAny(bytes, charset, false)
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1')

test('the server’s word is believed', () => {
  expect(decodeText(latin('café'), 'iso-8859-1')).toBe('café')
  expect(decodeText(Buffer.from('日本', 'utf8'), 'UTF-8')).toBe('日本')
})

test('the document’s own word is believed where the server says nothing, or nothing that is known', () => {
  const page = latin('<html><head><meta charset="windows-1252"></head>café')
  expect(decodeText(page, null)).toContain('café')
  expect(decodeText(page, 'klingon')).toContain('café')
  const http = latin('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">é')
  expect(decodeText(http, null)).toContain('é')
  expect(decodeText(latin('<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'), null)).toContain('<a>é</a>')
})

test('a byte order mark is worth more than anybody’s word', () => {
  expect(decodeText(Buffer.from('\ufeffhé', 'utf16le'), 'iso-8859-1')).toBe('hé')
  expect(decodeText(Buffer.from('\ufeffhé', 'utf8'), 'iso-8859-1')).toBe('hé')
})

test('without any word it is UTF-8 where it can be, else windows-1252', () => {
  expect(decodeText(Buffer.from('café', 'utf8'), null)).toBe('café')
  expect(decodeText(latin('café'), null)).toBe('café')
})

test('a wrong word gives marks for what does not fit, and no error', () => {
  expect(decodeText(latin('café'), 'utf-8')).toBe('caf\ufffd')
})

test('a character that was cut off is left out', () => {
  expect(decodeAny(Buffer.from('a€', 'utf8').subarray(0, 3), null, true)).toBe('a')
})
