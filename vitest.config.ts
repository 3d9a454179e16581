import { defineConfig } from 'vitest/config'

// Far above what any test takes, or what comes before it: on a busy machine a slow one is no wrong one.
const timeouts = { testTimeout: 30_000, hookTimeout: 30_000 }

export default defineConfig({
  test: {
    // Much of the time goes to waiting for children and disks, so no core is left to the runner alone.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          ...timeouts,
          include: ['src-shared/**/*.test.ts', 'src-main/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          setupFiles: ['src-renderer/dev/test-setup.ts'],
          ...timeouts,
          // The contrast test reads the token file as text.
          css: { include: [/design\/tokens\.css/] },
          include: ['src-renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
