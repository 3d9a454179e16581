import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { countPlaywright } from './count-playwright.mjs'
import { countVitest } from './count-vitest.mjs'
import { judgeSuite } from './judge-suite.mjs'

function reportFile(report?: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-report-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'report.json')
  if (report !== undefined) writeFileSync(file, JSON.stringify(report))
  return file
}

const vitestReport = (tests: readonly string[], file = 'passed') => ({
  numPassedTests: tests.filter((status) => status === 'passed').length,
  numFailedTests: tests.filter((status) => status === 'failed').length,
  numPendingTests: tests.filter((status) => status === 'pending').length,
  numTodoTests: 0,
  testResults: [{ status: file, assertionResults: tests.map((status) => ({ status })) }],
})

const playwrightReport = (stats: object, errors: readonly object[] = []) => ({
  stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats },
  errors,
})

describe('what a run of a test runner comes to', () => {
  it('is the sum of its report when it ended well', () => {
    const report = reportFile(vitestReport(['passed', 'passed', 'pending']))
    expect(judgeSuite(0, report, countVitest)).toEqual({ passed: 2, failed: 0, skipped: 1 })
  })

  it('is the failures of its report, each once', () => {
    const report = reportFile(vitestReport(['passed', 'failed', 'failed'], 'failed'))
    expect(judgeSuite(1, report, countVitest)).toEqual({ passed: 1, failed: 2, skipped: 0 })
  })

  it('is a failure when it left no report', () => {
    expect(judgeSuite(0, reportFile(), countVitest)).toEqual({ passed: 0, failed: 1, skipped: 0 })
  })

  it('is a failure when it was ended before it was done', () => {
    const report = reportFile(playwrightReport({ expected: 3 }))
    expect(judgeSuite(null, report, countPlaywright)).toEqual({ passed: 3, failed: 1, skipped: 0 })
  })

  it('is a failure when it ran no test', () => {
    expect(judgeSuite(0, reportFile(vitestReport([])), countVitest)).toMatchObject({ passed: 0, failed: 1 })
    const skipped = reportFile(playwrightReport({ skipped: 4 }))
    expect(judgeSuite(0, skipped, countPlaywright)).toEqual({ passed: 0, failed: 1, skipped: 4 })
  })

  it('is a failure when a test file could not be loaded', () => {
    const report = reportFile(vitestReport([], 'failed'))
    expect(judgeSuite(1, report, countVitest)).toMatchObject({ failed: 1 })
  })

  it('is a failure when an error happened outside every test', () => {
    const report = reportFile(playwrightReport({ expected: 2 }, [{ message: 'the time limit' }]))
    expect(judgeSuite(1, report, countPlaywright)).toMatchObject({ passed: 2, failed: 1 })
  })

  it('is a failure when a test passed only the second time', () => {
    const report = reportFile(playwrightReport({ expected: 2, flaky: 1 }))
    expect(judgeSuite(0, report, countPlaywright)).toMatchObject({ passed: 2, failed: 1 })
  })
})
