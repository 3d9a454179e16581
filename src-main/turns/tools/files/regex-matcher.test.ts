import { expect, test } from 'vitest'
import type { Clock } from '../../../platform/clock.ts'
import { createRegexMatcher } from './regex-matcher.ts'

test('a pattern that would need for ever is ended at its deadline, and the main thread stays free', async () => {
  let deadline: (() => void) | undefined
  const clock: Clock = {
    now: () => 0,
    timeZone: () => 'UTC',
    sleep: () => Promise.resolve(),
    after(_ms, fn) {
      deadline = fn
      return () => undefined
    },
  }
  const matcher = createRegexMatcher('(a+)+$', false, clock)
  const answer = matcher.match(`${'a'.repeat(60)}!`, 10)
  // This line is reached while the worker is busy: nothing here waited for it.
  deadline?.()
  await expect(answer).rejects.toThrow('takes too long')
  await matcher.close()
})

test('one matcher looks through many texts, and cuts long lines around the match', async () => {
  const matcher = createRegexMatcher('needle', true)
  expect(await matcher.match('hay\nNEEDLE\nhay', 10)).toEqual([{ line: 1, text: 'NEEDLE' }])
  expect(await matcher.match('needle\n'.repeat(10), 3)).toHaveLength(3)
  const [hit] = await matcher.match(`${'x'.repeat(1000)}needle${'y'.repeat(1000)}`, 1)
  expect(hit?.text).toContain('needle')
  expect(hit?.text.length).toBeLessThan(310)
  await matcher.close()
})
