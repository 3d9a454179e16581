/** What holds all the processes of one child, however they were begun. */
export interface ProcessHold {
  /** How many there are now, and the processor time in seconds that they have used together. */
  sample(): Promise<{ readonly processes: number; readonly cpuSeconds: number }>
  /** Asks each of them to end. */
  terminate(): void
  /** Ends them without asking. */
  kill(): void
  /** To be called once the first process has ended. Ends what is left, and resolves when nothing is. */
  clear(): Promise<void>
}

/** Sends a signal to a process, or with a negative number to a group. One that is gone is no trouble. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  // 0 and -1 stand for Dormouse's own group and for everybody, 1 for the first process of the system.
  if (!Number.isInteger(pid) || Math.abs(pid) <= 1) return
  try {
    process.kill(pid, signal)
  } catch {
    // It ended meanwhile.
  }
}
