import { describe, expect, it } from 'vitest'
import { visibleText } from './visible-text.ts'

describe('visibleText', () => {
  it('shows what would hide or reorder text, and leaves tabs, line ends and joined emoji alone', () => {
    expect(visibleText('rm \u202e/tmp\u202c\u200b -rf')).toBe('rm ⟨U+202E⟩/tmp⟨U+202C⟩⟨U+200B⟩ -rf')
    expect(visibleText('a\rb\u0000\u001b[0m\u007f')).toBe('a␍b␀␛[0m␡')
    expect(visibleText('a\tb\n👩\u200d🔬')).toBe('a\tb\n👩\u200d🔬')
  })
})
