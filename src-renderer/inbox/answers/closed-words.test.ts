import { describe, expect, it } from 'vitest'
import { questionRow } from '../../dev/rows.ts'
import type { Question } from '../../../src-shared/domain/question.ts'
import { closedWords } from './closed-words.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
const question = (fields: Partial<Question>): Question => questionRow({ id: 'q', deliverTo: 'c', ...fields })

describe('the words of a closed question', () => {
  it('are none while it is open', () => {
    expect(closedWords(question({}), noon)).toBeNull()
  })

  it('name the place, the time and the answer', () => {
    const answered = question({
      status: 'answered',
      answeredAt: new Date(2026, 10, 21, 9, 2).getTime(),
      answeredVia: 'conversation',
      answerText: 'Amber',
    })
    expect(closedWords(answered, noon)).toBe('Answered from the conversation at 09:02: Amber')
  })

  it('name the day of an answer that was not given today', () => {
    const answered = question({
      status: 'answered',
      answeredAt: new Date(2026, 10, 20, 9, 2).getTime(),
      answeredVia: 'inbox',
      answerText: 'Amber',
    })
    expect(closedWords(answered, noon)).toBe('Answered from the inbox (Yesterday, 09:02): Amber')
  })

  it('say why it went away', () => {
    expect(closedWords(question({ status: 'withdrawn', answerText: 'its run was stopped' }), noon)).toBe(
      'Withdrawn: its run was stopped.',
    )
    const at = { answeredAt: new Date(2026, 10, 21, 9, 2).getTime() }
    expect(
      closedWords(question({ ...at, status: 'withdrawn', answerText: 'The run was cancelled.' }), noon),
    ).toBe('Withdrawn at 09:02: The run was cancelled.')
    expect(closedWords(question({ ...at, status: 'expired' }), noon)).toBe(
      'Not answered before its deadline at 09:02.',
    )
  })
})
