import type { ErrorCode } from '../../src-shared/ipc/result.ts'

/** 1: Dormouse refused, or the work failed. 2: the command was written wrongly. 3: Dormouse is not running. */
export type ExitCode = 0 | 1 | 2 | 3

/** Why a command ends without success. `message` is for people and says what to do next. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure'
  readonly exitCode: ExitCode
  readonly code: ErrorCode
  constructor(exitCode: ExitCode, code: ErrorCode, message: string) {
    super(message)
    this.exitCode = exitCode
    this.code = code
  }
}

/** The command was written wrongly. */
export function wrongUsage(message: string): CliFailure {
  return new CliFailure(2, 'bad_input', message)
}

export function notRunning(): CliFailure {
  return new CliFailure(
    3,
    'unavailable',
    'Dormouse is not running. Start it with `npm start` or from your applications.',
  )
}
