import { constants } from 'node:os'
import { type Clock, systemClock } from '../platform/clock.ts'
import type { Launched } from './launch.ts'
import { createLookPace } from './look-pace.ts'
import type { ChildEnd, ChildLimits } from './sandbox.ts'

/** How long a child may take to end by itself after it was asked to, in milliseconds. */
const graceMs = 2000
/** Between two looks at how many processes a child is and what they have used, in milliseconds. */
const lookEveryMs = 200

export interface Supervised {
  readonly ended: Promise<ChildEnd>
  stop(): void
  /** Ends it at once, for this reason. */
  cutOff(cause: 'output'): void
}

/** Signals that end a program by themselves: a shell and bubblewrap tell of them as 128 and the number. */
const fatal: readonly NodeJS.Signals[] = [
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGHUP',
  'SIGILL',
  'SIGINT',
  'SIGKILL',
  'SIGPIPE',
  'SIGQUIT',
  'SIGSEGV',
  'SIGSYS',
  'SIGTERM',
  'SIGTRAP',
  'SIGXCPU',
  'SIGXFSZ',
]

/**
 * Watches a running child until nothing of it is left: its time, its processes, its turn. The first reason that ends it
 * is the one that is told. `failure` is asked at the end why it never began; `null`: it did.
 */
export function superviseChild(
  launched: Launched,
  parts: { readonly limits: ChildLimits; readonly signal: AbortSignal; readonly clock: Clock },
): Supervised {
  const { child, hold, isWrapped } = launched
  const { limits, signal, clock } = parts
  let cause: Extract<ChildEnd['kind'], 'timeout' | 'output' | 'processes' | 'cpu' | 'stopped'> | null = null
  let isOver = false
  const cancels: (() => void)[] = []
  let cancelLook = (): void => undefined
  const pace = createLookPace(limits)

  const end = (why: NonNullable<typeof cause>, asks: boolean): void => {
    if (isOver || cause !== null) return
    cause = why
    if (!asks) {
      hold.kill()
      return
    }
    hold.terminate()
    cancels.push(systemClock.after(graceMs, () => hold.kill()))
  }
  const stop = (): void => end('stopped', true)

  const look = async (): Promise<void> => {
    if (pace.isDue()) {
      const { processes, cpuSeconds } = await hold.sample()
      pace.looked(processes, cpuSeconds)
      if (processes > limits.processes) end('processes', false)
      else if (cpuSeconds > limits.cpuSeconds) end('cpu', false)
    }
    if (!isOver && cause === null) lookLater()
  }
  // What is looked at is the kernel's, so it goes by the kernel's time.
  const lookLater = (): void => {
    cancelLook = systemClock.after(lookEveryMs, () => void look())
  }

  const ended = new Promise<ChildEnd>((done) => {
    let isCleared = false
    const over = async (code: number | null, killedBy: NodeJS.Signals | null): Promise<void> => {
      if (isCleared) return
      isCleared = true
      await hold.clear()
      isOver = true
      for (const cancel of [...cancels, cancelLook]) cancel()
      signal.removeEventListener('abort', stop)
      const failure = cause === null ? await launched.failure() : null
      await launched.tidy()
      if (failure !== null) done({ kind: 'failed', message: failure })
      else done(cause === null ? endOf(code, killedBy, isWrapped) : { kind: cause })
    }
    child.once('exit', (code, killedBy) => void over(code, killedBy))
    child.once('error', () => void over(null, null))
  })
  if (limits.wallMs !== null) cancels.push(clock.after(limits.wallMs, () => end('timeout', true)))
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  lookLater()
  return { ended, stop, cutOff: (why) => end(why, false) }
}

function endOf(code: number | null, killedBy: NodeJS.Signals | null, isWrapped: boolean): ChildEnd {
  const wrapped = isWrapped && code !== null ? signalOf(code - 128) : null
  const name = killedBy ?? wrapped
  if (name === 'SIGXCPU') return { kind: 'cpu' }
  if (name !== null) return { kind: 'signal', signal: name }
  return { kind: 'exit', code: code ?? 1 }
}

function signalOf(number: number): NodeJS.Signals | null {
  return fatal.find((name) => constants.signals[name] === number) ?? null
}
