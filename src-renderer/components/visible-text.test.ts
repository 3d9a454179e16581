import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it('shows what would hide or reorder text, and leaves tabs, line ends and joined emoji alone', () => {
    expect(visibleText('rm \u202e/tmp\u202c\u200b -rf')).toBe('rm ⟨U+202E⟩/tmp⟨U+202C⟩⟨U+200B⟩ -rf')
    expect(visibleText('a\rb\u0000\u001b[0m\u007f')).toBe('a␍b␀␛[0m␡')
    expect(visibleText('rm\u00ad a\u2028b\u2029c\u3164d')).toBe('rm⟨U+00AD⟩ a⟨U+2028⟩b⟨U+2029⟩c⟨U+3164⟩d')
    expect(visibleText('ok\u{e0001}\u{e006c}\u{e007f}')).toBe('ok⟨U+E0001⟩⟨U+E006C⟩⟨U+E007F⟩')
    expect(visibleText('a\tb\n👩\u200d🔬')).toBe('a\tb\n👩\u200d🔬')
  })
})
