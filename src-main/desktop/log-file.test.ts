import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogFile } from './log-file.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'log-'))))
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(dataDir, { recursive: true })
})

const path = (): string => join(dataDir, 'logs', 'main.log')

test('lines have a time, a level and their detail; the file is for its owner alone', () => {
  createLogFile(dataDir).info('Woken', { reason: 'resume' })
  expect(readFileSync(path(), 'utf8')).toMatch(/^\d{4}-\d\d-\d\dT\S+Z info Woken {"reason":"resume"}\n$/)
  expect(statSync(path()).mode & 0o777).toBe(0o600)
})

test('standard output stays free; only errors reach standard error', () => {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const log = createLogFile(dataDir)
  log.info('a')
  log.warn('b')
  log.error('c')
  expect(out).not.toHaveBeenCalled()
  expect(err.mock.calls).toEqual([['dormouse: c\n']])
})

test('a secret in a detail is not written', () => {
  createLogFile(dataDir).warn('refused', { apiKey: 'hush', text: 'Bearer hush' })
  expect(readFileSync(path(), 'utf8')).not.toContain('hush')
})

test('a full log becomes the old one', () => {
  const log = createLogFile(dataDir)
  for (let i = 0; i < 25; i++) log.info('x'.repeat(100_000))
  expect(existsSync(join(dataDir, 'logs', 'main.old.log'))).toBe(true)
  expect(statSync(path()).size).toBeLessThan(2 * 1024 * 1024 + 200_000)
})
