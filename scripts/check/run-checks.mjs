import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../project-folder.mjs'
import { runStep } from '../run-step.mjs'
import { countPlaywright } from './count-playwright.mjs'
import { countVitest } from './count-vitest.mjs'
import { judgeSuite } from './judge-suite.mjs'

const MINUTE_MS = 60_000
const reports = join(projectFolder, '.cache', 'reports')
const behaviours = join(projectFolder, 'scripts', 'behaviours', 'behaviours.mjs')

/** Formatting, lint rules, types, and a test for every sentence of docs/behaviours.md. Each that fails counts as one failure; passing counts nothing. */
export async function runLint() {
  const steps = [
    ['Lint', binary('oxlint'), []],
    ['Format', binary('oxfmt'), ['--check']],
    ['Types', binary('tsc'), ['-b']],
    ['Behaviours', process.execPath, [behaviours, '--check']],
  ]
  const results = []
  for (const [name, program, args] of steps) {
    const status = await runTool(name, program, args, 5 * MINUTE_MS)
    results.push({ name, passed: 0, failed: status === 0 ? 0 : 1, skipped: 0 })
  }
  return results
}

/** The unit tests. */
export async function runUnit(rest) {
  const report = freshReport('unit.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...rest]
  const status = await runTool('Unit tests', binary('vitest'), args, 14 * MINUTE_MS)
  return { name: 'Unit tests', ...judgeSuite(status, report, countVitest) }
}

/** The end-to-end tests, with `env` added: the display they draw on. */
export async function runEndToEnd(rest, env) {
  const report = freshReport('e2e.json')
  const args = ['test', '--reporter=list,json', ...rest]
  const status = await runTool('End-to-end tests', binary('playwright'), args, 15 * MINUTE_MS, {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  })
  return { name: 'End-to-end tests', ...judgeSuite(status, report, countPlaywright) }
}

/** What a person has set up for the application must not reach its tests. */
const {
  ANTHROPIC_API_KEY: _key,
  ANTHROPIC_BASE_URL: _url,
  DORMOUSE_DATA_DIR: _folder,
  ...inherited
} = process.env

async function runTool(name, program, args, timeoutMs, env = {}) {
  console.log(`\n── ${name}`)
  const started = performance.now()
  const status = await runStep(program, args, {
    cwd: projectFolder,
    env: { ...inherited, ...env },
    timeoutMs,
    output: 1,
  })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s`)
  return status
}

/** A program of a dependency. */
function binary(name) {
  return join(projectFolder, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name)
}

/** An old report must not pass for the one of this run. */
function freshReport(name) {
  mkdirSync(reports, { recursive: true })
  const file = join(reports, name)
  rmSync(file, { force: true })
  return file
}
