import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { wholeText } from '../models/practice/request-text.ts'
import { buildChildProgram, type ChildProgram } from '../store/testing/child-program.ts'
import { before, type DeedCase, deedCases } from './crash-loop/deed-cases.ts'
import type { DeedPoint } from './crash-loop/deed-orders.ts'
import { inLanes } from './crash-loop/in-lanes.ts'
import { type KilledDeed, killedDeed } from './crash-loop/killed-deed.ts'

// Two dozen starts of the whole application each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 180_000 })

let program: ChildProgram
beforeAll(async () => {
  program = await buildChildProgram('../../testing/crash-loop/deed-until-killed')
})
afterAll(() => program.remove())

/** Until this commit nothing has begun, from this one on the result is there, and with this one the turn ends. */
const begin = 'commit tool-started'
const finish = 'commit tool-finished'
const end = 'commit message succeeded'
/** The first of these says what files are about to be changed, and what they were. */
const rows = 'commit of rows'

/** What the model is told where nobody can know. */
const doubt = /may or may not have happened|may have happened only in part/

function expectTruth(deed: DeedCase, killed: KilledDeed, kills: readonly DeedPoint[]): void {
  const { end: left, points } = killed
  if (left === null) throw new Error(`nothing came to an end after ${JSON.stringify(kills)}`)
  const { call, status } = left
  const count = deed.count(left)
  const passed = points.flat()
  const wasCutOff = passed.filter(({ name, side }) => name === begin && side === 'after').length > 0
  const isInDoubt = call.isError && doubt.test(call.result)
  const told = killed.requests.at(-1)
  expect({
    kills,
    ends: killed.killed,
    status,
    callStatus: call.status,
    count,
    isVague: deed.isKnown && wasWrittenDown(points) && /may or may not/.test(call.result),
    isTrue: isInDoubt || call.isError === (count === 0),
    modelWasTold: told !== undefined && wholeText(told).includes(call.result),
    leftOver: killed.leftOver,
    undone: deed.isUndone && left.undo === 'ready' ? contents(left.undone ?? {}) : before,
    changedAfterUndo: left.undo === 'ready' ? [] : changedFiles(left.files, deed.isUndone),
  }).toEqual({
    kills,
    ends: [...kills.map(() => true), false],
    status: 'succeeded',
    callStatus: 'done',
    count: wasCutOff ? expect.toSatisfy((n: number) => n === 0 || n === 1) : 1,
    isVague: false,
    isTrue: true,
    modelWasTold: true,
    leftOver: [],
    undone: before,
    changedAfterUndo: [],
  })
}

/** Whether a process died after it had noted what it was about to do. */
function wasWrittenDown(points: KilledDeed['points']): boolean {
  return points.some((passed) => {
    const names = passed.filter(({ side }) => side === 'after').map(({ name }) => name)
    return names.includes(begin) && names.indexOf(rows) > names.indexOf(begin)
  })
}

/** The content of each file, without what it is and its mode. */
function contents(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/^.*?: /s, '')]))
}

/** Where there is nothing to undo, nothing may be changed. */
function changedFiles(files: Readonly<Record<string, string>>, isUndone: boolean): string[] {
  if (!isUndone) return []
  const now = contents(files)
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return [...names].filter((name) => now[name] !== before[name])
}

describe.each(deedCases)('$tool', (deed) => {
  it('kill -9 before and after each commit and each change of a file: never done twice, the model is told the truth, and an undo brings everything back', async ({
    signal,
  }) => {
    const quiet = await killedDeed(program, deed, [], signal)
    expectTruth(deed, quiet, [])
    expect(quiet.end && deed.count(quiet.end)).toBe(1)
    const [passed = []] = quiet.points
    expect(passed.map(({ name }) => name)).toEqual(expect.arrayContaining([begin, finish]))
    const plans = plansFor(deed, passed)
    const all = await inLanes(plans, (plan) => killedDeed(program, deed, plan, signal))
    for (const [number, plan] of plans.entries()) {
      const killed = all[number]
      if (killed) expectTruth(deed, killed, plan)
    }
  })
})

/** Whether a change of a file is the deed itself or a part of it. */
function changesWhatIsSeen(name: string): boolean {
  return /^\w+ (files|trash|data\/memory)\//.test(name)
}

/** One kill at each point and, in the middle of the deed, one more while the next start makes up its mind. */
function plansFor(deed: DeedCase, passed: readonly DeedPoint[]): (readonly DeedPoint[])[] {
  const last = passed.findIndex(({ name, side }) => name === end && side === 'before')
  const points = passed
    .slice(1, last + 1)
    // What comes after a change of a file, or of further rows, is what comes before the next point.
    .filter(({ name, nth, side }) =>
      name.startsWith('commit')
        ? side === 'before' || name !== rows || nth === 1
        : side === 'before' && changesWhatIsSeen(name),
    )
  const middle: DeedPoint | undefined =
    deed.middle === null
      ? passed.findLast(({ name, side }) => side === 'after' && changesWhatIsSeen(name))
      : { name: deed.middle, nth: 1, side: 'after' }
  const recovery = (['before', 'after'] as const).map((side) => ({ name: 'commit recovered', nth: 1, side }))
  return [
    ...points.map((point) => [point]),
    ...(middle
      ? [...(deed.middle === null ? [] : [[middle]]), ...recovery.map((next) => [middle, next])]
      : []),
  ]
}
