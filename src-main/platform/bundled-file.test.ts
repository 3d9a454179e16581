import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { bundledFile, bundledNames } from './bundled-file.ts'

let folder: string
const rg = process.platform === 'win32' ? 'rg.exe' : 'rg'

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-bundled-')))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(path: string): string {
  const full = join(folder, path)
  mkdirSync(join(full, '..'), { recursive: true })
  writeFileSync(full, '')
  return full
}

test('from the sources every file is found in its package, and ripgrep runs', () => {
  for (const name of bundledNames) expect(readFileSync(bundledFile(name)).length).toBeGreaterThan(1000)
  expect(execFileSync(bundledFile('rg'), ['--version']).toString()).toContain('ripgrep')
})

test('in a build it is the one beside the bundle, for the main file and its chunks', () => {
  const beside = put(`out/main/bin/${rg}`)
  expect(bundledFile('rg', pathToFileURL(join(folder, 'out/main/main.js')).href)).toBe(beside)
  expect(bundledFile('rg', pathToFileURL(join(folder, 'out/main/chunks/a-1.js')).href)).toBe(beside)
})

test('in a packaged application it is outside the archive', () => {
  const unpacked = put(`resources/app.asar.unpacked/out/main/bin/tree-sitter.wasm`)
  const inside = join(folder, 'resources/app.asar/out/main/main.js')
  expect(bundledFile('tree-sitter.wasm', pathToFileURL(inside).href)).toBe(unpacked)
})

test('where there is none it says what to do', () => {
  expect(() => bundledFile('rg', pathToFileURL(join(folder, 'main.js')).href)).toThrow(
    'A part of Dormouse is missing: rg',
  )
})
