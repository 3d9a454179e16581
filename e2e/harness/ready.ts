export interface Ready {
  readonly pid: number
  readonly schedules: number
  /** An ISO instant, or `never`. */
  readonly next: string
  readonly socketPath: string
}

const form = /^dormouse ready pid=(\d+) schedules=(\d+) next=(\S+) socket=(.+)$/m

/** What the ready line in this output says; `null` while there is none. */
export function parseReadyLine(output: string): Ready | null {
  const [, pid, schedules, next, socketPath] = form.exec(output) ?? []
  if (pid === undefined || schedules === undefined || next === undefined || socketPath === undefined)
    return null
  return { pid: Number(pid), schedules: Number(schedules), next, socketPath }
}
