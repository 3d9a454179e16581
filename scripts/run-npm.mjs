import { basename } from 'node:path'
import { runStep } from './run-step.mjs'

/** Runs the npm that started this script, else the one on PATH. Returns its exit status, null if there is none. */
export function runNpm(args, options) {
  const own = process.env.npm_execpath
  if (own && basename(own) === 'npm-cli.js') return runStep(process.execPath, [own, ...args], options)
  return process.platform === 'win32'
    ? runStep('cmd', ['/d', '/s', '/c', 'npm', ...args], options)
    : runStep('npm', args, options)
}
