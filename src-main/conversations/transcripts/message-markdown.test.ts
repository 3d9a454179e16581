import { describe, expect, it } from 'vitest'
import { closeFence } from './close-fence.ts'
import { inCode, inWords, messageMarkdown } from './message-markdown.ts'

describe('nothing in a message swallows what follows it:', () => {
  it('a fence that is left open is closed by its own kind', () => {
    expect(closeFence('a\n````md\n```\nb')).toBe('a\n````md\n```\nb\n````')
    expect(closeFence('~~~\ncode\n```')).toBe('~~~\ncode\n```\n~~~')
    expect(closeFence('- ```\n  code')).toBe('- ```\n  code\n```')
  })
  it('one that is closed, and backticks in a line, stay', () => {
    for (const text of ['```js\na\n```', '```a``` b', 'plain', '~~~\n```\n~~~'])
      expect(closeFence(text)).toBe(text)
  })
  it('a comment that is never closed is words', () => {
    expect(messageMarkdown({ role: 'user', content: [{ type: 'text', text: 'a <!-- b' }] })).toBe(
      'a &lt;!-- b',
    )
  })
})

it('names are shown as they are, whatever they hold', () => {
  expect(inCode('a`b')).toBe('``a`b``')
  expect(inCode('`')).toBe('`` ` ``')
  expect(inCode('a\nb')).toBe('`a\\nb`')
  expect(inWords('[x](y) *z* <b>')).toBe(String.raw`\[x\](y) \*z\* \<b\>`)
})

it('steps are a line each, and thoughts are left out', () => {
  const text = messageMarkdown({
    role: 'assistant',
    content: [
      { type: 'thinking', thinking: 'Hm.', signature: 's' },
      { type: 'text', text: 'Look:' },
      { type: 'tool_use', id: 'a', name: 'run_command', input: {}, label: 'Run ls' },
      { type: 'tool_result', toolUseId: 'a', content: 'x', isError: true, refused: true },
      { type: 'tool_use', id: 'b', name: 'read_file', input: {} },
    ],
  })
  expect(text).toBe('Look:\n\n- `Run ls` (refused)\n- `read_file` (not done)')
})
