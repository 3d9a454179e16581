import type { ControlClient } from './control-client.ts'
import type { ExitCode } from './cli-failure.ts'
import type { Streams, Terminal } from './terminal.ts'

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** What stands for the value in the help, such as `<folder>`. */
  readonly value?: string
  readonly help: string
}

/** What was given to a command. */
export interface Arguments {
  /** The words after the command's name. */
  readonly words: readonly string[]
  text(option: string): string | undefined
  flag(option: string): boolean
}

export interface CommandContext {
  readonly client: ControlClient
  readonly terminal: Terminal
  readonly streams: Streams
  readonly json: boolean
  /** Prints data as the answer of a command with `--json`. */
  readonly printJson: (data: unknown) => void
}

export interface Command {
  /** `status`, or `schedules list`. */
  readonly name: string
  /** What follows the name, such as `<question> <text>`. */
  readonly usage: string
  readonly summary: string
  /** More for `dormouse help <command>`. */
  readonly details?: string
  readonly options?: Readonly<Record<string, Option>>
  /** How many words it takes. */
  readonly words: { readonly least: number; readonly most: number }
  /** Resolves to an exit code other than 0 when it failed without a `CliFailure`. */
  run(given: Arguments, context: CommandContext): Promise<ExitCode | void>
}
