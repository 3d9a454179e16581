import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { bundledPrograms } from './scripts/bundled-programs.ts'
import { bundledWorkers } from './scripts/bundled-workers.ts'

// Only what cannot be bundled stays outside: Electron itself, the runtime's own SQLite and the native driver; and two
// optional parts of dbus-next that are not there or not built, and that it does without.
const external = ['electron', 'node:sqlite', '@photostructure/sqlite', 'usocket', 'x11']

export default defineConfig({
  main: {
    plugins: [bundledPrograms(), bundledWorkers()],
    build: {
      outDir: 'out/main',
      externalizeDeps: false,
      target: 'node20.18',
      rollupOptions: {
        input: { main: resolve('src-main/main.ts'), cli: resolve('src-main/cli/cli.ts') },
        external,
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: resolve('src-main/preload.ts') },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src-renderer',
    plugins: [react()],
    build: {
      outDir: resolve('out/renderer'),
      // Read from the disk, not from a network.
      chunkSizeWarningLimit: 4_000,
      target: 'chrome130',
      minify: true,
      rollupOptions: {
        input: {
          index: resolve('src-renderer/index.html'),
          settings: resolve('src-renderer/settings.html'),
          quick: resolve('src-renderer/quick.html'),
          diagram: resolve('src-renderer/diagram.html'),
        },
      },
    },
  },
})
