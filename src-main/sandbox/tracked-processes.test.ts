import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { launchBare } from './launch-bare.ts'
import { superviseChild } from './supervise-child.ts'
import { holdTracked } from './tracked-processes.ts'

const limits = { wallMs: null, cpuSeconds: 1, processes: 1, outputBytes: 1 }

test('a child that could not be started has no processes, and says why', async () => {
  const launched = launchBare({ argv: ['true'], cwd: '/no/such/folder', env: {}, limits })
  const { ended } = superviseChild(launched, {
    limits,
    signal: new AbortController().signal,
    clock: systemClock,
  })
  // Group and session 0 hold the first processes of a container: who looked for 0 would find them, and end them.
  expect(await launched.hold.sample()).toEqual({ processes: 0, cpuSeconds: 0 })
  expect(await ended).toMatchObject({ kind: 'failed', message: expect.stringContaining('ENOENT') })
})

test.each([0, 1, -1])('%i is the number of no child, so nothing of it is ever looked for', (leader) => {
  expect(() => holdTracked({ leader, marker: 'NOBODY_HAS=this', lifeline: new PassThrough() })).toThrow(
    'no child',
  )
})
