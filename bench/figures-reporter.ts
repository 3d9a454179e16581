import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter'

/** Prints what the benchmarks print, and what failed; nothing else. */
export default class FiguresReporter implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk)
  }
  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'passed') return
    process.stdout.write(
      `${test.title}: ${result.status}\n${result.error?.stack ?? result.error?.message ?? ''}\n`,
    )
  }
  printsToStdio(): boolean {
    return true
  }
}
