import { spawn } from 'node:child_process'
import { dieWithParent } from '../die-with-parent.mjs'

/**
 * Starts a program that accompanies the application (a display, a bus) and writes one line when it is ready.
 * Returns `{ line, stop() }`, or null if it ended before the line. It is in a process group of its own, so that
 * Ctrl+C reaches the application first.
 */
export function startCompanion(command, args) {
  const child = spawn(...dieWithParent('TERM', command, args), {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const stop = () => child.kill('SIGTERM')
  return new Promise((resolve) => {
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
      const end = text.indexOf('\n')
      if (end < 0) return
      process.once('exit', stop)
      child.unref()
      child.stdout.unref()
      resolve({ line: text.slice(0, end), stop })
    })
    child.on('error', () => resolve(null))
    child.on('exit', () => resolve(null))
  })
}
