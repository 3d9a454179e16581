import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { dieWithParent } from '../die-with-parent.mjs'

/** A terminal sends Ctrl+C to npm and to us, and npm passes it on: within this time it is one request, not two. */
const SAME_REQUEST_MS = 1_000
const PARENT_POLL_MS = 250

/**
 * Runs the application until it ends and returns its exit code (128 + n after signal n). Ending signals are passed on,
 * each request once: Chromium takes a second signal for "at once" and would skip the clean end. For that the
 * application has a process group of its own, and the kernel ends it if this process is killed.
 */
export function runApplication(binary, args, env) {
  const child = spawn(...dieWithParent('KILL', binary, args), { detached: true, stdio: 'inherit', env })
  let lastRequest = -Infinity
  const passOn = (signal) => {
    if (performance.now() - lastRequest > SAME_REQUEST_MS) child.kill(signal)
    lastRequest = performance.now()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, passOn)
  whenShellIsGone(() => passOn('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}

/** npm runs us through a shell and gives signals to that shell, which dies of them and tells nobody. */
function whenShellIsGone(act) {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return
  const shell = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(timer)
    act()
  }, PARENT_POLL_MS)
  timer.unref()
}
