import { defineConfig } from '@playwright/test'

/** Benchmarks run the application as the end-to-end tests do, one after the other, and print their figures. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.bench.ts',
  workers: 1,
  timeout: 180_000,
  reporter: [['./figures-reporter.ts']],
  outputDir: '../test-results/bench',
})
