import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'vite'

export interface ChildProgram {
  /** Starts it under this Node. Its standard error goes to that of the tests. */
  start(...args: readonly string[]): Child
  remove(): void
}

export interface Child {
  /** Resolves with the next line of its output, `null` after the last one. */
  line(): Promise<string | null>
  /** SIGTERM. */
  end(): void
  /** SIGKILL. Resolves with the lines that had not been read yet, once it is gone. */
  kill(): Promise<string[]>
}

/** Bundles a program of this folder for plain Node, which cannot run TypeScript; the native driver stays outside. */
export async function buildChildProgram(name: string): Promise<ChildProgram> {
  const outDir = mkdtempSync(join(tmpdir(), 'dormouse-child-'))
  await build({
    configFile: false,
    logLevel: 'silent',
    // Outside the project an import would find no package.
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, `${name}.ts`),
      outDir,
      // A small program starts in two thirds of the time, and some tests start hundreds.
      minify: true,
      rollupOptions: { output: { entryFileNames: 'program.mjs' } },
    },
  })
  return {
    start: (...args) => watch(spawnProgram(join(outDir, 'program.mjs'), args)),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}

function spawnProgram(path: string, args: readonly string[]): ChildProcess {
  // The bundle lies outside the project, so it finds the driver by this.
  const modules = join(import.meta.dirname, '..', '..', '..', 'node_modules')
  return spawn(process.execPath, [path, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_PATH: modules, NODE_OPTIONS: '' },
  })
}

function watch(child: ChildProcess): Child {
  if (child.stdout === null) throw new Error('The child has no output.')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async (): Promise<string | null> => {
    const next = await lines.next()
    return next.done === true ? null : next.value
  }
  return {
    line,
    end: () => void child.kill('SIGTERM'),
    async kill() {
      child.kill('SIGKILL')
      const rest: string[] = []
      for (let next = await line(); next !== null; next = await line()) rest.push(next)
      return rest
    },
  }
}
