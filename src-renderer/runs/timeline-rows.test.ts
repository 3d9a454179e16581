import { describe, expect, it } from 'vitest'
import type { RunEvent, RunEventKind } from '../../src-shared/domain/run.ts'
import { timelineRows } from './timeline-rows.ts'

const event = (id: number, kind: RunEventKind, text: string, detail: RunEvent['detail'] = {}): RunEvent => ({
  id,
  runId: 'r',
  at: id * 100,
  kind,
  text,
  detail,
})

describe('the lines of a timeline', () => {
  it('join the start and the end of a tool call, at its start', () => {
    const rows = timelineRows(
      [
        event(1, 'tool-started', 'Read a.md'),
        event(2, 'tool-started', 'Read b.md'),
        event(3, 'tool-finished', 'Read b.md', { ms: 7 }),
        event(4, 'tool-finished', 'Read a.md', { ms: 9, isError: true }),
      ],
      true,
    )
    expect(rows).toMatchObject([
      { text: 'Read a.md', at: 100, ms: 9, isError: true, underWay: false },
      { text: 'Read b.md', at: 200, ms: 7, isError: false, underWay: false },
    ])
  })

  it('give each of two calls of the same words an end of its own', () => {
    const rows = timelineRows(
      [
        event(1, 'tool-started', 'List .'),
        event(2, 'tool-started', 'List .'),
        event(3, 'tool-finished', 'List .', { ms: 1 }),
      ],
      true,
    )
    expect(rows.map((row) => row.underWay)).toEqual([false, true])
  })

  it('show nothing as under way once the run has ended', () => {
    expect(timelineRows([event(1, 'tool-started', 'List .')], false)[0]?.underWay).toBe(false)
  })

  it('keep an end whose start is not there', () => {
    expect(timelineRows([event(1, 'tool-finished', 'List .', { ms: 3 })], true)).toMatchObject([
      { ms: 3, at: 100 },
    ])
  })

  it('take only numbers for numbers', () => {
    const [row] = timelineRows([event(1, 'message', 'Hi', { inputTokens: '12', ms: Number.NaN })], true)
    expect(row).toMatchObject({ tokens: null, ms: null })
  })
})
