import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The application's folder. `DORMOUSE_E2E_APP` names another one, such as a build under test. */
export const projectFolder = process.env['DORMOUSE_E2E_APP'] ?? join(import.meta.dirname, '..', '..')

/** The Electron that the project runs on. */
export function electronBinary(): string {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  return join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
}

/** What comes after the binary; `preloads` are modules that the main process requires before the application. */
export function electronArguments(args: readonly string[], preloads: readonly string[] = []): string[] {
  // As root Chromium's sandbox cannot start.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return [...sandbox, ...preloads.flatMap((module) => ['-r', module]), projectFolder, ...args]
}
