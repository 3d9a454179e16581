import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../src-shared/domain/settings.ts'
import type { SettingsStore } from '../platform/settings-store.ts'
import { silentLogger } from '../platform/logger.ts'
import { createSettingsFile } from './settings-file.ts'

let dataDir: string
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'settings-'))))
afterEach(() => rmSync(dataDir, { recursive: true }))

const path = (): string => join(dataDir, 'settings.json')
const open = (): SettingsStore => createSettingsFile(dataDir, silentLogger)

test('a new folder has the defaults', () => {
  expect(open().get()).toEqual(defaultSettings)
})

test('what is set is there after a restart, in a file for its owner alone', () => {
  expect(open().set({ theme: 'dark', welcomed: true })).toEqual({
    ...defaultSettings,
    theme: 'dark',
    welcomed: true,
  })
  expect(open().get().theme).toBe('dark')
  expect(statSync(path()).mode & 0o777).toBe(0o600)
})

test('settings of an older version get the new defaults', () => {
  writeFileSync(path(), '{"theme": "light"}')
  expect(open().get()).toEqual({ ...defaultSettings, theme: 'light' })
  expect(readdirSync(dataDir)).toEqual(['settings.json'])
})

test.each(['{"theme": "pur', '{"theme": "purple"}', '[]'])(
  '%s is set aside, and the defaults hold',
  (text) => {
    writeFileSync(path(), text)
    expect(open().get()).toEqual(defaultSettings)
    expect(readFileSync(join(dataDir, 'settings.bad-1.json'), 'utf8')).toBe(text)
  },
)

test('a value that is not allowed is refused and changes nothing', () => {
  const settings = open()
  expect(() => settings.set({ theme: 'purple' } as never)).toThrow(/theme/)
  expect(settings.get()).toEqual(defaultSettings)
})

test('settings that cannot be written are refused with the reason, and the old ones hold', () => {
  const settings = open()
  rmSync(path(), { force: true })
  mkdirSync(join(path(), 'in the way'), { recursive: true })
  expect(() => settings.set({ theme: 'dark' })).toThrow(
    expect.objectContaining({ code: 'unavailable', message: expect.stringContaining('were not saved') }),
  )
  expect(settings.get()).toEqual(defaultSettings)
})
