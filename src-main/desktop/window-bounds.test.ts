import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLogger } from '../platform/logger.ts'
import { createTestClock } from '../testing/test-clock.ts'
import { createWindowBoundsFile } from './window-bounds.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bounds-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const path = (): string => join(folder, 'windows.json')
const bounds = { x: 1, y: 2, width: 800, height: 600, maximized: false }

test('a window that is being moved is saved once it rests', () => {
  const clock = createTestClock(0)
  const file = createWindowBoundsFile(path(), clock, silentLogger)
  file.remember('main', { ...bounds, x: 5 })
  clock.advance(400)
  file.remember('main', bounds)
  clock.advance(400)
  expect(existsSync(path())).toBe(false)
  clock.advance(100)
  expect(createWindowBoundsFile(path(), clock, silentLogger).recall('main')).toEqual(bounds)
})

test('what was not saved yet is saved when the window closes', () => {
  const clock = createTestClock(0)
  const file = createWindowBoundsFile(path(), clock, silentLogger)
  file.remember('main', bounds)
  file.flush()
  expect(createWindowBoundsFile(path(), clock, silentLogger).recall('main')).toEqual(bounds)
})

test('a damaged file and a folder that is gone harm nothing', () => {
  const clock = createTestClock(0)
  writeFileSync(path(), '{"main": {"x": "left"}}')
  const file = createWindowBoundsFile(path(), clock, silentLogger)
  expect(file.recall('main')).toBeNull()
  const lost = createWindowBoundsFile(join(folder, 'gone', 'windows.json'), clock, silentLogger)
  lost.remember('main', bounds)
  expect(() => clock.advance(500)).not.toThrow()
})
