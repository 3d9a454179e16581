import { expect, test } from 'vitest'
import { escapeMarkup } from './escape-markup.ts'

test('what a model wrote cannot become a link or an image in a notification', () => {
  expect(escapeMarkup('<a href="x">a & b</a>')).toBe('&lt;a href="x"&gt;a &amp; b&lt;/a&gt;')
})

test('text that is already escaped is shown as it was written', () => {
  expect(escapeMarkup('&lt;')).toBe('&amp;lt;')
})
