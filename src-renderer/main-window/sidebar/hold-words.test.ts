import { expect, it } from 'vitest'
import { incidentRow } from '../../dev/rows.ts'
import { holdWords } from './hold-words.ts'

it.each([
  ['authentication', 'On hold: key of “Environment” refused'],
  ['quota', 'On hold: “Environment” has no credit left'],
  ['permission', 'On hold: “Environment” denies access'],
  ['internal', 'On hold: “Environment” takes no work'],
] as const)('a hold for %s is said as %j', (cause, words) => {
  expect(holdWords(incidentRow({ id: 'n', scope: 'model', cause }), 'Environment')).toBe(words)
})

it('a hold of a connection that is not known has words too', () => {
  expect(holdWords(incidentRow({ id: 'n', scope: 'model', cause: 'quota' }), undefined)).toBe(
    'On hold: a connection has no credit left',
  )
})
