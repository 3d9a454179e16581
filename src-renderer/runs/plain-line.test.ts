import { expect, test } from 'vitest'
import { plainLine } from './plain-line.ts'

test.each([
  [
    '## A title\n\nand **words** with `code`, ~~old~~ and *new* ones',
    'A title and words with code, old and new ones',
  ],
  ['- one\n- two\n1. three\n> four', 'one two three four'],
  ['- [x] done\n- [ ] open', 'done open'],
  ['see [the plans](https://example.org/plans) and ![a chart](x.png)', 'see the plans and a chart'],
  ['Found:\n\n| Page | Since |\n| --- | :-: |\n| `a.md` | today |', 'Found: Page, Since a.md, today'],
  ['```sh\nls -la\n```', 'ls -la'],
  ['2 * 3 * 4 is 24, snake_case stays', '2 * 3 * 4 is 24, snake_case stays'],
  ['', ''],
])('%j is read as %j', (markdown, words) => {
  expect(plainLine(markdown)).toBe(words)
})
