export interface ReadyFacts {
  readonly pid: number
  readonly schedules: number
  /** Epoch milliseconds of the next fire, `null` if none is armed. */
  readonly nextAt: number | null
  readonly socketPath: string
}

/** The one line of standard output, by which other programs know that the scheduler is armed. */
export function readyLine({ pid, schedules, nextAt, socketPath }: ReadyFacts): string {
  const next = nextAt === null ? 'never' : new Date(nextAt).toISOString()
  return `dormouse ready pid=${pid} schedules=${schedules} next=${next} socket=${socketPath}`
}
