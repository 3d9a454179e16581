/**
 * What a vitest JSON report says: `{ passed, failed, skipped }` tests. A file that could not be loaded has no tests in
 * the report and counts as one failure.
 */
export function countVitest(report) {
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every(({ status: each }) => each !== 'failed'),
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}
