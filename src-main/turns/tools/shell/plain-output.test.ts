import { expect, test } from 'vitest'
import { createOutputWindow } from './output-window.ts'
import { plainOutput } from './plain-output.ts'

test.each([
  ['\u001b[1;31mred\u001b[0m', 'red'],
  ['\u001b]0;a title\u0007text', 'text'],
  ['\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\', 'link'],
  ['10%\r50%\r100%\nnext', '100%\nnext'],
  ['windows\r\nlines\r\n', 'windows\nlines\n'],
  ['bell\u0007 nul\u0000 tab\t', 'bell nul tab\t'],
  ['cut off \u001b[3', 'cut off 3'],
])('%j is shown as %j', (output, shown) => {
  expect(plainOutput(output)).toBe(shown)
})

test('a long line without an end does not take long', () => {
  const long = '\u001b]'.repeat(20_000) + 'x'.repeat(100_000)
  expect(plainOutput(long).length).toBeLessThan(long.length)
})

test('a window holds the first and the last bytes, between characters, whatever comes', () => {
  const whole = '0123456789€'.repeat(1000)
  const bytes = Buffer.from(whole)
  const window = createOutputWindow(100, 200)
  for (let at = 0; at < bytes.length; at += 37) window.append(bytes.subarray(at, at + 37))
  const { head, left, tail } = window.view()
  expect(whole.startsWith(head) && whole.endsWith(tail)).toBe(true)
  expect(Buffer.byteLength(head)).toBeLessThanOrEqual(100)
  expect(Buffer.byteLength(tail)).toBeGreaterThan(196)
  expect(Buffer.byteLength(head) + left + Buffer.byteLength(tail)).toBe(bytes.length)
})

test('what fits is shown whole, a character across the seam too', () => {
  const window = createOutputWindow(2, 10)
  window.append(Buffer.from('a€b'))
  expect(window.view()).toEqual({ head: 'a€b', left: 0, tail: '' })
})
