// Stands in for Electron's own default application, which the registry's runtime lacks. It starts the application
// named on the command line: `electron [-r preload] [Chromium switches] <folder or file> [arguments]`.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const started = parse(process.argv.slice(1))

if (started.target === null) {
  console.error('electron: name the folder or file of an application')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
process.argv.splice(1, Infinity, started.target, ...started.rest)
const require = createRequire(join(process.cwd(), 'noop.js'))
for (const preload of started.required) require(isAbsolute(preload) ? preload : resolve(preload))
// Awaited as in Electron itself, so that an application which waits for `ready` at its top level hangs here too.
await import(pathToFileURL(introduce(started.target)).href)

/** Chromium takes its own switches out of the line by itself; what is left before the target is skipped. */
function parse(args) {
  const required = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]
    if (arg === '-r' || arg === '--require') required.push(args[++index])
    else if (arg.startsWith('--require=')) required.push(arg.slice('--require='.length))
    else if (arg === '-v' || arg === '--version') {
      console.log(`v${process.versions.electron}`)
      process.exit(0)
    } else if (!arg.startsWith('-')) return { required, target: resolve(arg), rest: args.slice(index + 1) }
  }
  return { required, target: null, rest: [] }
}

/** Gives the application the name and version of its package.json; returns its main file. */
function introduce(application) {
  const description = join(application, 'package.json')
  if (!existsSync(description)) {
    app.setAppPath(dirname(application))
    return application
  }
  const { name, productName, version, desktopName, main } = JSON.parse(readFileSync(description, 'utf8'))
  if (version) app.setVersion(version)
  app.setName(productName ?? name)
  app.setDesktopName(desktopName ?? `${app.getName()}.desktop`)
  app.setAppPath(application)
  return join(application, main ?? 'index.js')
}
