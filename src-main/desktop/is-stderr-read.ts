/** The part of a file's status that says where standard error goes. */
export interface StreamStatus {
  readonly dev: number
  readonly ino: number
  isFIFO(): boolean
  isSocket(): boolean
}

/**
 * Whether someone who started this process reads its standard error: a terminal, or a program at the other end of a
 * pipe. A desktop starts programs with a file, with nothing, or with the socket of the journal, which systemd names in
 * `JOURNAL_STREAM` as `device:inode` (systemd.exec(5)).
 */
export function isStderrRead(
  isTerminal: boolean,
  stderr: StreamStatus | null,
  env: NodeJS.ProcessEnv,
): boolean {
  if (isTerminal) return true
  if (stderr === null) return false
  if (env['JOURNAL_STREAM'] === `${stderr.dev}:${stderr.ino}`) return false
  return stderr.isFIFO() || stderr.isSocket()
}
