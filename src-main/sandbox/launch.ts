import type { ChildProcess } from 'node:child_process'
import type { ProcessHold } from './process-hold.ts'
import type { ChildLimits } from './sandbox.ts'

/** What is started: the program, where, with which limits, and its whole environment. */
export interface LaunchOrder {
  readonly argv: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly limits: ChildLimits
}

/** A child just started. */
export interface Launched {
  readonly child: ChildProcess
  readonly hold: ProcessHold
  /** Why it never began, once it has ended; `null`: it did. */
  readonly failure: () => Promise<string | null>
  /** Whether an exit code above 128 stands for a signal. */
  readonly isWrapped: boolean
  /** Gives back what was made for it. */
  readonly tidy: () => Promise<void>
}
