import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          include: ['src-shared/**/*.test.ts', 'src-main/**/*.test.ts', 'scripts/**/*.test.ts'],
        },
      },
      {
        test: {
          name: 'renderer',
          environment: 'happy-dom',
          // The contrast test reads the token file as text.
          css: { include: [/design\/tokens\.css/] },
          include: ['src-renderer/**/*.test.{ts,tsx}'],
        },
      },
    ],
  },
})
