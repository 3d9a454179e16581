import { defineConfig } from 'vitest/config'

// Far above what any test takes: on a busy machine a slow one is no wrong one.
const testTimeout = 30_000

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          testTimeout,
          include: ['src-shared/**/*.test.ts', 'src-main/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          testTimeout,
          // The contrast test reads the token file as text.
          css: { include: [/design\/tokens\.css/] },
          include: ['src-renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
