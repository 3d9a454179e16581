import { spawn } from 'node:child_process'
import { dieWithParent } from './die-with-parent.mjs'

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs one step of preparation or checking. Its whole output goes to one place: standard error, unless `output` is 1 or
 * 'ignore'.
 * Returns the exit status; null when it could not run or did not end within `timeoutMs`.
 * If this process is asked to end meanwhile, the step is ended first, and if it is killed the step dies with it: a
 * step that goes on unseen would clash with the next start.
 */
export function runStep(command, args, { cwd, env, timeoutMs, output = 2 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(...dieWithParent('KILL', command, args), {
      cwd,
      env,
      stdio: ['ignore', output, output],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      // Windows starts the command files of npm only through its shell.
      shell: command.endsWith('.cmd'),
    })
    let interruption = null
    const interrupt = (signal) => {
      interruption = signal
      child.kill(signal)
    }
    for (const signal of ENDING) process.on(signal, interrupt)
    const finish = (status) => {
      for (const signal of ENDING) process.off(signal, interrupt)
      if (interruption) process.exit(interruption === 'SIGINT' ? 130 : 143)
      resolve(status)
    }
    child.on('error', () => finish(null))
    child.on('close', finish)
  })
}
