import { describe, expect, it } from 'vitest'
import { accountLines } from './account-lines.ts'

describe('the account of a run', () => {
  it('does not say the title twice, and keeps every other word', () => {
    expect(accountLines('Digest, run of 09:00 · 2 model calls so far\nSo far: Read a.md', 'Digest')).toEqual([
      'Run of 09:00 · 2 model calls so far',
      'So far: Read a.md',
    ])
    expect(accountLines('In “Digest”, asked at 09:00\nSo far: nothing', 'Digest')).toEqual([
      'In “Digest”, asked at 09:00',
      'So far: nothing',
    ])
    expect(accountLines('Digest2, run of 09:00', 'Digest')).toEqual(['Digest2, run of 09:00'])
  })

  it('is nothing where there is none', () => {
    expect(accountLines('', 'Digest')).toEqual([])
  })
})
