import { desktopSession, requireDisplay } from './desktop/desktop-session.mjs'
import { runApplication } from './desktop/run-application.mjs'
import { isRoot } from './is-root.mjs'
import { prepare } from './prepare.mjs'
import { projectFolder } from './project-folder.mjs'
import { say } from './say.mjs'

/** Set by some editors in their terminals; it would make Electron a plain Node. */
const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env

try {
  requireDisplay()
  const { binary } = await prepare()
  const session = await desktopSession()
  if (isRoot()) say("Running as root: Chromium's sandbox cannot start, so it is off (--no-sandbox).")
  const switches = isRoot() ? ['--no-sandbox'] : []
  const args = [...switches, projectFolder, ...process.argv.slice(2)]
  process.exitCode = await runApplication(binary, args, { ...environment, ...session.env })
  session.stop()
} catch (error) {
  say(error.message)
  process.exitCode = 1
}
