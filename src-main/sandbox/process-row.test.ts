import { expect, test } from 'vitest'
import { parseStat, readProcess } from './process-row.ts'

test('a name may look like the fields after it', () => {
  const line = '42 (a) R 1 1) S 7 42 41 0 -1 4194560 1 2 3 4 150 50 25 25 20 0 1 0 9000 1 2'
  expect(parseStat(42, line)).toEqual({
    pid: 42,
    parent: 7,
    group: 42,
    session: 41,
    cpuSeconds: 2.5,
    startedAt: 9000,
    isZombie: false,
  })
})

test('a line that is cut off is no process', () => {
  expect(parseStat(42, '42 (sh) S 7')).toBeNull()
})

test.runIf(process.platform === 'linux')('this very process is found, and one that never was is not', () => {
  expect(readProcess(process.pid)).toMatchObject({ parent: process.ppid, isZombie: false })
  expect(readProcess(2 ** 30)).toBeNull()
})
