import { defineConfig } from 'vitest/config'

// Far above what any test takes: on a busy machine a slow one is no wrong one.
const testTimeout = 30_000

export default defineConfig({
  test: {
    // Much of the time goes to waiting for children and disks, so no core is left to the runner alone.
    maxWorkers: '100%',
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
          setupFiles: ['src-renderer/dev/test-setup.ts'],
          testTimeout,
          // The contrast test reads the token file as text.
          css: { include: [/design\/tokens\.css/] },
          include: ['src-renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
