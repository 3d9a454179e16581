import { expect, test } from 'vitest'
import { standsIn } from './stands-in.ts'

const page = 'https://example.com/a?b=1'

test.each([
  [page, page],
  [`Read ${page}, please.`, page],
  [`Read ${page}.`, page],
  [`[this](${page})`, page],
  [`<${page}>`, page],
  [`“${page}”`, page],
  [`first\n${page}\nlast`, page],
  ['See example.com/a?b=1!', page],
  ['See example.com', 'https://example.com/'],
  ['See https://example.com', 'https://example.com/'],
  ['See https://example.com/', 'https://example.com/'],
])('in %j stands %s', (text, address) => {
  expect(standsIn(text, address)).toBe(true)
})

test.each([
  ['', page],
  [`${page}&c=2`, page],
  [`${page}.html`, page],
  [`${page}/more`, page],
  [`https://evil.test/?u=${page}`, page],
  ['https://example.com/a', page],
  ['https://example.com/A?b=1', page],
  ['http://example.com/a?b=1', page],
  ['notexample.com', 'https://example.com/'],
  ['example.com.evil.test', 'https://example.com/'],
  ['https://example.com/page', 'https://example.com/'],
])('in %j does not stand %s', (text, address) => {
  expect(standsIn(text, address)).toBe(false)
})
