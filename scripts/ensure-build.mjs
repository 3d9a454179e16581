import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectFolder } from './project-folder.mjs'
import { runStep } from './run-step.mjs'
import { say } from './say.mjs'

const SOURCES = [
  'src-main',
  'src-shared',
  'src-renderer',
  'assets',
  'electron.vite.config.ts',
  'scripts/bundled-workers.ts',
  'scripts/bundled-programs.ts',
  'package.json',
  'package-lock.json',
]

const output = join(projectFolder, 'out')
const stamp = join(output, '.built-from')

/** Builds the application unless `out` was built from exactly these sources. */
export async function ensureBuild() {
  const sources = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  say('Building the application.')
  // Gone first: an interrupted build must not pass for a whole one.
  rmSync(stamp, { force: true })
  const electronVite = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const status = await runStep(process.execPath, [electronVite, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
  })
  if (status !== 0) throw new Error('The build failed: the lines above say why.')
  // The hash from before the build: what was edited meanwhile is built next time.
  writeFileSync(stamp, sources)
}

function sourceHash() {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of filesIn(join(projectFolder, source))) {
      hash
        .update(`${relative(projectFolder, file)}\0`)
        .update(readFileSync(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

function filesIn(path) {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return []
  if (!found.isDirectory()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => filesIn(join(path, name)))
    .filter((file) => !/\.test\.tsx?$/.test(file))
}
