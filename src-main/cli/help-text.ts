import type { Command, Option } from './command.ts'

/** The help about one command, about a group of them, or over all. */
export function helpLines(about: readonly Command[], all: readonly Command[]): string[] {
  const [only, ...others] = about
  if (only === undefined) return overviewLines(all)
  return others.length === 0 ? commandHelpLines(only) : commandRows(about)
}

function commandRows(commands: readonly Command[]): string[] {
  return aligned(
    commands.map((command) => [`dormouse ${command.name} ${command.usage}`.trimEnd(), command.summary]),
  )
}

function overviewLines(commands: readonly Command[]): string[] {
  return [
    'Talks to the Dormouse that is running.',
    '',
    ...commandRows(commands),
    '',
    'dormouse help <command> says more about one. Ids may be shortened to a beginning that fits only one.',
    'Everywhere: --json prints the data as JSON, and an error as {"error":{"code","message"}} on standard output.',
    'DORMOUSE_DATA_DIR chooses the data folder, and so which Dormouse is meant. NO_COLOR turns colours off.',
    'Exit codes: 0 done, 1 Dormouse refused or the work failed, 2 wrongly written, 3 Dormouse is not running.',
  ]
}

function commandHelpLines(command: Command): string[] {
  const options = Object.entries(command.options ?? {}).map(
    ([name, option]) => [optionForm(name, option), option.help] as const,
  )
  return [
    `dormouse ${command.name} ${command.usage}`.trimEnd() +
      (options.length > 0 ? ' [options] [--json]' : ' [--json]'),
    '',
    command.summary,
    ...(command.details === undefined ? [] : command.details.split('\n')),
    ...(options.length === 0 ? [] : ['', ...aligned(options)]),
  ]
}

function optionForm(name: string, { value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`
}

function aligned(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
