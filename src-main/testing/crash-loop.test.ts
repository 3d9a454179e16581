import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { buildChildProgram, type ChildProgram } from '../store/testing/child-program.ts'
import { type FireRows } from './crash-loop/read-fire-rows.ts'
import { type KilledFire, killedFire, repliesIn } from './crash-loop/killed-fire.ts'
import { fireSteps, type KillPoint, reminderTitle, reportTitle, slotGapMs } from './crash-loop/fire-steps.ts'
import { foretell } from './crash-loop/foretold-fire.ts'
import { inLanes } from './crash-loop/in-lanes.ts'
import { killPlans, killPoints } from './crash-loop/kill-plans.ts'
import { type PreparedFolder, prepareFolder } from './crash-loop/prepared-folder.ts'
import { testStart } from './start-resident.ts'

/** How often a fire is killed at each of the sixteen steps: 208 fires in all, some of them killed more than once. */
const rounds = { before: 6, after: 7 } as const
// A dozen and more starts of the whole application each, on a machine that has other things to do.
vi.setConfig({ testTimeout: 180_000 })

let program: ChildProgram
let folder: PreparedFolder
beforeAll(async () => {
  program = await buildChildProgram('../../testing/crash-loop/fire-until-killed')
  folder = await prepareFolder(testStart)
})
afterAll(() => {
  program.remove()
  folder.remove()
})

/** The rows of a fire that nothing has happened to. The timeline is foretold: a crash leaves its line there. */
const quietRows: Omit<FireRows, 'timeline'> = {
  runs: [
    [reportTitle, slotGapMs, 'succeeded', 'delivered'],
    [reminderTitle, 2 * slotGapMs, 'succeeded', 'delivered'],
  ],
  schedules: [
    { title: reportTitle, nextAt: null, runsCount: 1 },
    { title: reminderTitle, nextAt: null, runsCount: 1 },
  ],
  turns: [{ status: 'succeeded', steps: 3 }],
  toolCalls: [
    ['read_file', 'done'],
    ['ask_user', 'done'],
  ],
  questions: [['answered', 'amber']],
  working: ['user', 'assistant', 'assistant', 'assistant'],
  notices: ['question', 'reminder', 'result'],
  inbox: [
    ['question', reportTitle],
    ['reminder', reminderTitle],
    ['result', reportTitle],
  ],
  outbox: [
    ['notify question', 1],
    ['notify run', 1],
    ['notify run', 1],
    ['withdraw question', 1],
  ],
  integrity: 'ok',
}

function expectForetold(fire: KilledFire | undefined, kills: readonly KillPoint[]): void {
  if (fire === undefined) throw new Error('there was no fire')
  const { timeline, ...foretold } = foretell(kills)
  const { commits, killed, rows, requests } = fire
  const callsAfter = (replies: number): number =>
    requests.filter(({ request }) => repliesIn(request) === replies).length
  const shown = (title: string): number => fire.shown.filter((each) => each === title).length
  expect({
    kills,
    commits,
    killed,
    rows,
    calls: foretold.calls.map((_, replies) => callsAfter(replies)),
    shown: {
      question: shown(`${reportTitle} needs you`),
      result: shown(reportTitle),
      reminder: shown(reminderTitle),
    },
    wrongCalls: wrongCalls(fire),
  }).toEqual({
    ...foretold,
    kills,
    killed: [...kills.map(() => true), false],
    rows: { ...quietRows, timeline },
    wrongCalls: [],
  })
}

/** Model calls whose reply an earlier process had committed, and repeated ones that are not the same call again. */
function wrongCalls({ requests, commits }: KilledFire): unknown[] {
  return requests.filter(({ start, request }) => {
    const before = commits.slice(0, start).flat()
    const committed = before.filter((step) => step.includes('reply')).length
    const first = requests.find((other) => repliesIn(other.request) === repliesIn(request))
    const isSame = isDeepStrictEqual(request.messages, first?.request.messages)
    return repliesIn(request) < committed || !isSame
  })
}

it('a fire that nothing happens to commits exactly the steps that are named here', async ({ signal }) => {
  const fire = await killedFire(program, folder, [], signal)
  expect(fire.commits).toEqual([fireSteps])
  expectForetold(fire, [])
})

for (const [seed, point] of killPoints.entries()) {
  const { side, step } = point
  it(`kill -9 ${side} the commit of "${step}", ${rounds[side]} times: one row for each slot, no call twice whose reply was committed, nothing unexplained`, async ({
    signal,
  }) => {
    const plans = killPlans(point, rounds[side], seed)
    const fires = await inLanes(plans, (plan) => killedFire(program, folder, plan, signal))
    for (const [number, plan] of plans.entries()) expectForetold(fires[number], plan)
  })
}
