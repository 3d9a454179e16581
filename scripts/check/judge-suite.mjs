import { existsSync, readFileSync } from 'node:fs'

/**
 * What one run of a test runner comes to: `{ passed, failed, skipped }`, from its exit status, its JSON report and
 * the function that counts it. A runner cannot pass by crashing, by leaving no report or by finding no test.
 */
export function judgeSuite(status, reportFile, count) {
  const counted = existsSync(reportFile) ? count(JSON.parse(readFileSync(reportFile, 'utf8'))) : null
  if (counted === null) return { passed: 0, failed: 1, skipped: 0 }
  const hidden = counted.failed === 0 && (status !== 0 || counted.passed === 0)
  return hidden ? { ...counted, failed: 1 } : counted
}
