import { runEndToEnd, runLint, runUnit } from './check/run-checks.mjs'
import { testArguments } from './check/test-arguments.mjs'
import { missingPackages, offerPackages, TOOL_PACKAGES } from './ensure-system-packages.mjs'
import { prepareDependencies } from './prepare.mjs'
import { withDisplay } from './with-display.mjs'

const results = []

try {
  const { parts, rest } = testArguments(process.argv.slice(2))
  await prepareDependencies()
  if (parts.includes('lint')) results.push(...(await runLint()))
  if (parts.includes('unit')) {
    // Where they are missing, the tests of what is confined and of worktrees are skipped or prove the refusal.
    await offerPackages(missingPackages(TOOL_PACKAGES), 'Testing the sandbox and worktrees')
    results.push(await runUnit(rest))
  }
  if (parts.includes('e2e')) results.push(await withDisplay((env) => runEndToEnd(rest, env)))
} catch (error) {
  console.log(error.message)
  results.push({ name: 'The checks themselves', passed: 0, failed: 1, skipped: 0 })
}

const sum = (key) => results.reduce((total, result) => total + result[key], 0)
console.log('')
for (const { name, passed, failed, skipped } of results) {
  console.log(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
}
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exitCode = sum('failed') === 0 ? 0 : 1
