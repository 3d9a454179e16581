import { spawn } from 'node:child_process'

const ENDING = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs one step of preparation or checking; its whole output goes to standard error.
 * Returns the exit status; null when it could not run or did not end within `timeoutMs`.
 * If this process is asked to end meanwhile, the step is ended first, so that nothing half-done goes on unseen.
 */
export function runStep(command, args, { cwd, env, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ['ignore', 2, 2],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
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
