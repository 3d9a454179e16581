import { findProgram } from './find-program.mjs'

/**
 * The command line that makes the kernel send `signal` to a program when its starter dies, however it dies.
 * Unchanged where that is not to be had.
 */
export function dieWithParent(signal, command, args) {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : null
  return setpriv ? [setpriv, ['--pdeathsig', signal, command, ...args]] : [command, args]
}
