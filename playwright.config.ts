import { defineConfig } from '@playwright/test'

// One worker: each test starts a whole application, and a machine may have two cores. No retries: a test that fails
// once has found something.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: '.cache/e2e',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  globalTimeout: 12 * 60_000,
  reporter: 'list',
})
