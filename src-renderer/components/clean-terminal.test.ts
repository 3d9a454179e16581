import { describe, expect, it } from 'vitest'
import { cleanTerminal, overwritten, plainTerminal } from './clean-terminal.ts'

describe('cleanTerminal', () => {
  it.each([
    [
      'titles and links of the terminal',
      '\u001b]0;title\u0007a\u001b]8;;https://e.example\u001b\\link\u001b]8;;\u001b\\',
      'alink',
    ],
    ['cursor movements and erasing', 'a\u001b[2Kb\u001b[1;5Hc\u001b[?25ld\u001b[>4;2me', 'abcde'],
    ['a sequence that the text ends in', 'a\u001b[38;5', 'a'],
    ['an escape that begins nothing', 'a\u001b(Bb\u001b=c\u001bMd', 'abcd'],
    ['other control characters', 'a\u0000b\u0007c\u009bd\u000be', 'abcde'],
    ['a character that was struck out', 'pass\u0008\u0008xx', 'paxx'],
  ])('takes away %s', (_what, text, clean) => {
    expect(plainTerminal(text)).toBe(clean)
  })

  it('keeps colours, those written with colons too', () => {
    expect(cleanTerminal('\u001b[38:2::1:2:3mx\u001b[4:3my\u001b[0m')).toBe(
      '\u001b[38;2;1;2;3mx\u001b[4my\u001b[0m',
    )
  })
})

describe('a line with carriage returns', () => {
  it('is what it came to', () => {
    expect(overwritten('10 %\r50 %\r100 %')).toBe('100 %')
    expect(overwritten('10 %\r100 %\r')).toBe('100 %\r')
    expect(overwritten('plain')).toBe('plain')
  })

  it('keeps the colours that were set in what was written over', () => {
    expect(overwritten('\u001b[31mfirst\u001b[0m\u001b[32m\rsecond')).toBe('\u001b[0m\u001b[32msecond')
  })
})
