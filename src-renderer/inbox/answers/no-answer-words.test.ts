import { describe, expect, it } from 'vitest'
import type { Question } from '../../../src-shared/domain/question.ts'
import { questionRow } from '../../dev/rows.ts'
import { type DeadlinePolicy, noAnswerWords } from './no-answer-words.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
const hour = 3_600_000
const words = (fields: Partial<Question>, then: DeadlinePolicy | null = null) =>
  noAnswerWords(questionRow({ id: 'q', deliverTo: 'c', ...fields }), then, noon)

describe('what is said of a question that nobody answers', () => {
  it('is nothing where it waits and has no default, and where it is closed', () => {
    expect(words({})).toBeNull()
    expect(words({ status: 'answered', byDefault: 'I take Amber.', deadline: noon + hour })).toBeNull()
  })

  it('is that it waits where there is no deadline, and what its default would be', () => {
    expect(words({ byDefault: 'I take Amber.' })).toBe(
      'If you do not answer: it waits. Its default would be: I take Amber.',
    )
  })

  it('names the deadline: how soon within the hour, the time today, the day after that', () => {
    const by = (deadline: number) => words({ deadline }, 'fail')
    expect(by(noon + 20 * 60_000)).toBe('If you do not answer within 20 min: the run fails.')
    expect(by(noon + 6 * hour)).toBe('If you do not answer by 18:00: the run fails.')
    expect(by(noon + 21 * hour)).toBe('If you do not answer by tomorrow, 09:00: the run fails.')
    expect(by(noon - 1)).toBe('If you do not answer right now: the run fails.')
  })

  it.each<[Partial<Question>, DeadlinePolicy | null, string]>([
    [{ byDefault: 'I take Amber.' }, 'default', 'I take Amber.'],
    [{}, 'default', 'it goes on with its own default.'],
    [{ byDefault: 'I take Amber.' }, 'deny', 'that is taken as a no.'],
    [{ byDefault: 'I take Amber.' }, 'fail', 'the run fails.'],
    [{ kind: 'confirm' }, 'default', 'it is denied.'],
    [{ kind: 'confirm' }, 'fail', 'the run fails.'],
    [{ kind: 'budget' }, 'default', 'the run fails.'],
    [{ byDefault: 'I take Amber.' }, null, 'I take Amber.'],
    [{}, null, 'it goes on without an answer.'],
  ])('says what comes of it: %o with %s', (fields, then, consequence) => {
    expect(words({ ...fields, deadline: noon + 6 * hour }, then)).toBe(
      `If you do not answer by 18:00: ${consequence}`,
    )
  })
})
