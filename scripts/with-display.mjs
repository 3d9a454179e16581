import { join } from 'node:path'
import { startDisplay } from './desktop/start-display.mjs'
import { installPackages, missingPackages, TEST_PACKAGES } from './ensure-system-packages.mjs'
import { isMain } from './is-main.mjs'
import { prepare } from './prepare.mjs'
import { projectFolder } from './project-folder.mjs'
import { runStep } from './run-step.mjs'
import { say } from './say.mjs'

/**
 * Prepares the application and calls `work(env)` with the variables of a display to draw on: on Linux a virtual one,
 * not that of the person who is working there. Returns what `work` returns.
 */
export async function withDisplay(work) {
  await installPackages(missingPackages(TEST_PACKAGES), 'the tests')
  await prepare()
  const display = process.platform === 'linux' ? await startDisplay() : { env: {}, stop() {} }
  if (!display) throw new Error('The virtual display did not start: run "Xvfb -displayfd 1" to see why.')
  try {
    return await work(display.env)
  } finally {
    display.stop()
  }
}

// On the command line: node scripts/with-display.mjs <program of node_modules/.bin> [arguments]
if (isMain(import.meta.url)) {
  try {
    const [program = '', ...args] = process.argv.slice(2)
    const status = await withDisplay((env) =>
      runStep(join(projectFolder, 'node_modules', '.bin', program), args, {
        cwd: projectFolder,
        env: { ...process.env, ...env },
        output: 1,
      }),
    )
    process.exitCode = status ?? 1
  } catch (error) {
    say(error.message)
    process.exitCode = 1
  }
}
