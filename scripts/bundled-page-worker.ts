import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/**
 * Makes one file of the thread that reads web pages and all that it uses. It is in no bundle with the rest, because no
 * thread starts from inside of a package's archive, and a file outside of it could not load its chunks from there.
 */
export async function buildPageWorker(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    // The build of turndown for browsers takes a DOM that is given, and brings none.
    resolve: { alias: { turndown: 'turndown/lib/turndown.browser.es.js' } },
    ssr: { noExternal: true },
    build: {
      // From where the build and the tests run: of this module in the bundled configuration nobody knows the folder.
      ssr: resolve('src-main/web/page-worker.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      minify: true,
      rollupOptions: { output: { entryFileNames: 'page-worker.mjs' } },
    },
  })
  return join(folder, 'page-worker.mjs')
}

/** The same as a part of the build: beside the programs, in `bin`. */
export function bundledPageWorker(): Plugin {
  return {
    name: 'bundled-page-worker',
    apply: 'build',
    async writeBundle({ dir }) {
      if (dir !== undefined) await buildPageWorker(join(dir, 'bin'))
    },
  }
}
