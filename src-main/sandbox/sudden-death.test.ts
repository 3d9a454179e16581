import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { buildChildProgram, type ChildProgram } from '../store/testing/child-program.ts'
import { alive } from './testing/alive.ts'
import { openSandbox } from './testing/open-sandbox.ts'
import { wallsOrSkip } from './testing/walls-or-skip.ts'

let program: ChildProgram

beforeAll(async () => {
  program = await buildChildProgram('../../sandbox/testing/start-until-killed')
})
afterAll(() => program.remove())

test('kill -9 of Dormouse ends its children, in a sandbox and without one', async (context) => {
  const box = await openSandbox()
  await wallsOrSkip(box.sandbox, context)
  const marks = ['7101.25', '7102.25']
  const dormouse = program.start(box.inside, ...marks)
  expect(await dormouse.line()).toBe('ready')
  for (const mark of marks) expect(await alive(mark)).toBeGreaterThan(0)
  await dormouse.kill()
  // The kernel and a pipe tell them; nobody is left who could tell us when. Without it this never ends.
  for (const mark of marks) while ((await alive(mark)) > 0) await systemClock.sleep(5)
  await box.close()
})
