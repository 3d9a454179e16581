import { defineConfig } from '@playwright/test'

/** `npm run screenshots`: pictures of every screen of the real application, light and dark, into docs/screenshots. */
export default defineConfig({
  testDir: '.',
  testMatch: '*.shots.ts',
  outputDir: '../../.cache/screenshots',
  workers: 1,
  timeout: 180_000,
  reporter: 'list',
})
