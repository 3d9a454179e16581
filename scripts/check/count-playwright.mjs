/**
 * What a Playwright JSON report says: `{ passed, failed, skipped }` tests. A flaky one has failed once, so it failed;
 * an error outside any test (a file that could not be loaded, the time limit) counts as one failure.
 */
export function countPlaywright({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  }
}
