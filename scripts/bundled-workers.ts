import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/** The threads that need more than their own text: the name of the file that is made, and its entry. */
const workers = {
  'page-worker': 'src-main/web/page-worker.ts',
  'search-worker': 'src-main/search/search-worker.ts',
} as const
export type WorkerName = keyof typeof workers

/**
 * Makes one file of a thread and all that it uses. It is in no bundle with the rest, because no thread starts from inside
 * of a package's archive, and a file outside of it could not load its chunks from there.
 */
export async function buildWorker(name: WorkerName, folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    // The build of turndown for browsers takes a DOM that is given, and brings none.
    resolve: { alias: { turndown: 'turndown/lib/turndown.browser.es.js' } },
    ssr: { noExternal: true },
    build: {
      // From where the build and the tests run: of this module in the bundled configuration nobody knows the folder.
      ssr: resolve(workers[name]),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      minify: true,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return join(folder, `${name}.mjs`)
}

/** The same as a part of the build: beside the programs, in `bin`. */
export function bundledWorkers(): Plugin {
  return {
    name: 'bundled-workers',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir === undefined) return
      await buildWorker('page-worker', join(dir, 'bin'))
      await buildWorker('search-worker', join(dir, 'bin'))
    },
  }
}
