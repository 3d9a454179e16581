import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../src-shared/domain/run.ts'
import { deniedLists, rehearsalWords } from './denied-lists.ts'

const event = (id: number, kind: RunEvent['kind'], detail: RunEvent['detail']): RunEvent => ({
  id,
  runId: 'r',
  at: id,
  kind,
  text: `event ${id}`,
  detail,
})

describe('what a rehearsal was kept from', () => {
  it('is told apart by what it would have asked and what it would have done', () => {
    const lists = deniedLists([
      event(1, 'denied', { wouldHave: 'done', what: 'Write a.md' }),
      event(2, 'tool-finished', { what: 'Read b.md' }),
      event(3, 'denied', { wouldHave: 'asked', what: 'Which colour?' }),
      event(4, 'denied', {}),
    ])
    expect(lists).toEqual({
      asked: [{ id: 3, text: 'Which colour?' }],
      done: [
        { id: 1, text: 'Write a.md' },
        { id: 4, text: 'event 4' },
      ],
    })
  })
})

describe('the words of a rehearsal', () => {
  it.each([
    [
      'All green.\n\nWould have asked:\n\n- Which?\n- Where?\n\nWould have done:\n\n- Write a.md',
      'All green.',
    ],
    ['All green.\n\nWould have done:\n\n- Write a.md', 'All green.'],
    ['All green.\n\nIt would have asked nothing and changed nothing.', 'All green.'],
    ['Would have done:\n\n- Write a.md', null],
    ['It would have asked nothing and changed nothing.', null],
    [
      'I would have done:\n\n- much\n\nWould have done:\n\n- Write a.md\n\nAnd so on.',
      'I would have done:\n\n- much\n\nWould have done:\n\n- Write a.md\n\nAnd so on.',
    ],
    [null, null],
  ])('of %j are %j', (result, words) => {
    expect(rehearsalWords(result)).toBe(words)
  })
})
