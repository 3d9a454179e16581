import { expect, it } from 'vitest'
import { emptyDraft } from './schedule-draft.ts'
import { whenSource } from './when-source.ts'

it('the known words of a one-time schedule mean its instant, until another zone is chosen', () => {
  const when = 'Once, on Sun 22 Nov 2026 at 08:00'
  const known = {
    text: when,
    trigger: { kind: 'once', at: Date.parse('2026-11-22T07:00:00Z') } as const,
    zone: 'Europe/Berlin',
  }
  const keyIn = (zone: string): unknown => {
    const source = whenSource({ ...emptyDraft(), when, zone }, known, {})
    return source.kind === 'readable' && (JSON.parse(source.key) as unknown[])[0]
  }
  expect(keyIn('Europe/Berlin')).toEqual(known.trigger)
  expect(keyIn('America/New_York')).toBe(when)
})
