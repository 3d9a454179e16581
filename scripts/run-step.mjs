import { spawn } from 'node:child_process'
import { dieWithParent } from './die-with-parent.mjs'

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP']
const windows = process.platform === 'win32'

/**
 * Runs one step of preparation or checking. Its whole output goes to one place: standard error, unless `output` is 1
 * or 'ignore'. Returns the exit status, null when it did not end within `timeoutMs`.
 * If this process is asked to end meanwhile, the step is ended first, and if it is killed the step dies with it: a
 * step that goes on unseen would clash with the next start.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, output?: 1 | 2 | 'ignore' }} [options]
 * @returns {Promise<number | null>}
 */
export function runStep(command, args, { cwd, env, timeoutMs, output = 2 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(...dieWithParent('KILL', command, args), {
      cwd,
      env,
      stdio: ['ignore', output, output],
      // A process group of its own, so that its workers can be ended with it.
      detached: !windows,
      // Windows starts the command files of npm only through its shell.
      shell: command.endsWith('.cmd'),
    })
    let interruption = null
    const interrupt = (signal) => {
      interruption = signal
      endGroup(child, signal)
    }
    for (const signal of ENDING) process.on(signal, interrupt)
    const timer = timeoutMs && setTimeout(() => endGroup(child, 'SIGKILL'), timeoutMs)
    const finish = (status) => {
      clearTimeout(timer)
      for (const signal of ENDING) process.off(signal, interrupt)
      if (interruption) process.exit(interruption === 'SIGINT' ? 130 : 143)
      resolve(status)
    }
    child.on('error', () => finish(null))
    child.on('close', finish)
  })
}

function endGroup(child, signal) {
  if (child.pid === undefined) return
  try {
    process.kill(windows ? child.pid : -child.pid, signal)
  } catch {
    // It has just ended by itself.
  }
}
