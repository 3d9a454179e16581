import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from './project-folder.mjs'
import { runNpm } from './run-npm.mjs'
import { say } from './say.mjs'

const modules = join(projectFolder, 'node_modules')
const lockFile = join(projectFolder, 'package-lock.json')
const stamp = join(modules, '.dormouse-dependencies')

/**
 * Runs `npm ci` if node_modules is not what package-lock.json says, whoever installed it. No install script runs: the
 * native driver ships its binaries, Electron has a step of its own, and the others are not needed.
 */
export async function ensureDependencies() {
  if (!installed()) {
    say('Installing dependencies (npm ci).')
    const status = await runNpm(
      [
        'ci',
        '--ignore-scripts',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ],
      { cwd: projectFolder, env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1' } },
    )
    if (status !== 0) {
      throw new Error('The dependencies could not be installed: connect to the npm registry and start again.')
    }
    writeFileSync(stamp, lockHash())
  }
  linkCommand()
}

/** npm writes its list of what is installed last, so an interrupted install has none. */
function installed() {
  const list = join(modules, '.package-lock.json')
  if (!existsSync(list)) return false
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()) return true
  const present = JSON.parse(readFileSync(list, 'utf8')).packages
  return Object.entries(JSON.parse(readFileSync(lockFile, 'utf8')).packages).every(
    ([folder, wanted]) =>
      folder === '' || wanted.optional || wanted.devOptional || present[folder]?.version === wanted.version,
  )
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex')
}

/** npm does not link a project's own command; with this link `npx dormouse` starts at once and needs no network. */
function linkCommand() {
  const link = join(modules, '.bin', 'dormouse')
  if (process.platform === 'win32' || lstatSync(link, { throwIfNoEntry: false })) return
  mkdirSync(join(modules, '.bin'), { recursive: true })
  symlinkSync('../../scripts/dormouse.mjs', link)
}
