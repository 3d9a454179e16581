import { expect, it } from 'vitest'
import { plainLine } from './plain-line.ts'

it('what nobody would see in a line is shown', () => {
  expect(plainLine('a\nb\u001b\u202ec')).toBe('a\\nb\\u{1b}\\u{202e}c')
  expect(plainLine('exec("\u{e0072}\u{e006d}") fo\u200bo\u2800\u3164\ufeff')).toBe(
    'exec("\\u{e0072}\\u{e006d}") fo\\u{200b}o\\u{2800}\\u{3164}\\u{feff}',
  )
  expect(plainLine('a\ufe00b\ufe0f \u200d\u200dc')).toBe('a\\u{fe00}b\\u{fe0f} \\u{200d}\\u{200d}c')
})

it('a run of selectors behind an emoji hides nothing', () => {
  expect(plainLine('❤️\ufe01\ufe02')).toBe('❤️\\u{fe01}\\u{fe02}')
})

it('letters, emoji and spaces stay as they are', () => {
  for (const text of ['Grüße, 你好', '❤️ 👨‍👩‍👧 👍🏽 1️⃣', 'می‌خواهم']) expect(plainLine(text)).toBe(text)
})
