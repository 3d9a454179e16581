import { expect, it } from 'vitest'
import {
  type ContextSpan,
  type ContextUnit,
  coveredRange,
  coveredUnits,
  windowShares,
} from './compaction-decision.ts'

let seq = 0
const unit = (turnId: string, endedSeq: number | null, part: Partial<ContextUnit> = {}): ContextUnit => ({
  sessionId: 's',
  turnId,
  endedSeq,
  seq: ++seq,
  tokens: 100,
  isExecuting: false,
  isFresh: false,
  isOpen: false,
  ...part,
})
const working = { isExecuting: true }
const spans = (units: readonly ContextUnit[]): ContextSpan[] => [
  ...new Map(
    units.map(({ sessionId, turnId, endedSeq }) => [turnId, { sessionId, turnId, endedSeq }]),
  ).values(),
]
const roomy = { room: 1000, fits: 100_000, worth: 0 }

it.each([
  [1_000_000, 16_000, 800_000],
  [200_000, 16_000, 160_000],
  [12_000, 3000, 9000],
  [4000, 1000, 3000],
])(
  'a window of %i has room for an answer of %i and is made room in at %i',
  (window, maxTokens, compactsAt) => {
    expect(windowShares(window, 16_000)).toEqual({ maxTokens, compactsAt })
  },
)

it('the newest messages stay, and the whole turn under way where it fits', () => {
  const old = [1, 2, 3, 4, 5].map((n) => unit(`t${n}`, n))
  expect(coveredUnits([...old, unit('now', null, working)], roomy)).toBe(4)
  const work = [1, 2, 3, 4].map(() => unit('now', null, working))
  expect(coveredUnits([...old, ...work], roomy)).toBe(5)
})

it('of a turn under way that does not fit the newest part stays', () => {
  const work = Array.from({ length: 10 }, () => unit('now', null, working))
  expect(coveredUnits(work, roomy)).toBe(6)
  const huge = unit('now', null, { ...working, tokens: 5000 })
  expect(coveredUnits([...work, huge], roomy)).toBe(11)
})

it('what the model has not answered yet, and what waits for the user, is never summarised', () => {
  const fresh = unit('now', null, { ...working, isFresh: true, tokens: 5000 })
  expect(coveredUnits([fresh], roomy)).toBe(0)
  const open = unit('asks', null, { isOpen: true })
  const units = [unit('done', 1), unit('asks', null), open, fresh]
  const count = coveredUnits(units, { room: 0, fits: 100_000, worth: 0 })
  expect(coveredRange(units, count, spans(units), null)).toEqual({
    sessionId: 's',
    endedSeq: 1,
    turns: [{ id: 'asks', seq: units[1]?.seq }],
  })
})

it('no more is covered than a summary can be made of at once, and always something', () => {
  const units = [1, 2, 3, 4, 5].map((n) => unit(`t${n}`, n))
  expect(coveredUnits(units, { room: 0, fits: 250, worth: 0 })).toBe(2)
  expect(coveredUnits(units, { room: 0, fits: 0, worth: 0 })).toBe(1)
  // A small one before a huge one is no way on.
  expect(coveredUnits(units, { room: 0, fits: 0, worth: 150 })).toBe(2)
})

it('a turn that is covered in part is no turn that is covered', () => {
  const units = [unit('a', 1), unit('b', 2), unit('b', 2), unit('c', 3)]
  expect(coveredRange(units, 2, spans(units), null)).toEqual({
    sessionId: 's',
    endedSeq: 1,
    turns: [{ id: 'b', seq: units[1]?.seq }],
  })
})

it('what an earlier summary stood for is covered by the next one too', () => {
  const before = { sessionId: 's', endedSeq: 4, turns: [{ id: 'asks', seq: 7 }] }
  const units = [unit('asks', null, { isOpen: true }), unit('now', null, working), unit('now', null, working)]
  expect(coveredRange(units, 2, spans(units), before)).toEqual({
    sessionId: 's',
    endedSeq: 4,
    turns: [
      { id: 'asks', seq: 7 },
      { id: 'now', seq: units[1]?.seq },
    ],
  })
})

it('sessions that are covered as a whole are named by the one behind them', () => {
  const units = [unit('a', 1, { sessionId: 'parent' }), unit('b', 2), unit('c', 3)]
  const before = { sessionId: 'parent', endedSeq: 9, turns: [{ id: 'old', seq: 3 }] }
  expect(coveredRange(units, 2, spans(units), before)).toEqual({ sessionId: 's', endedSeq: 2, turns: [] })
  expect(coveredRange(units, 0, spans(units), before)).toBeNull()
})
