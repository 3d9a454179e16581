import { describe, expect, it } from 'vitest'
import { openFence } from './open-fence.ts'

describe('openFence', () => {
  it('gives the code of a block that has no end yet', () => {
    expect(openFence('```ts title\nconst a = 1\n\nconst b')).toEqual({
      language: 'ts',
      text: 'const a = 1\n\nconst b',
    })
    expect(openFence('~~~')).toEqual({ language: null, text: '' })
  })

  it.each(['```\na\n```', 'text\n```\na', '```inline``` code', '- ```\n  a'])(
    '%j is something else',
    (piece) => {
      expect(openFence(piece)).toBeNull()
    },
  )
})
