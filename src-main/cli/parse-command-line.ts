import { parseArgs } from 'node:util'
import { wrongUsage } from './cli-failure.ts'
import type { Arguments, Command } from './command.ts'

/** What a command line asks for. */
export type Request =
  | { readonly kind: 'run'; readonly command: Command; readonly given: Arguments }
  /** `about` no command: an overview. */
  | { readonly kind: 'help'; readonly about: readonly Command[] }
  | { readonly kind: 'version' }

/** Reads the words after `dormouse`. Throws a `CliFailure` with exit code 2 when they make no sense. */
export function parseCommandLine(commands: readonly Command[], words: readonly string[]): Request {
  const names = words.filter((word) => word !== '--json')
  const [first] = names
  if (first === undefined || first === '--help' || first === '-h') return { kind: 'help', about: [] }
  if (first === '--version' || first === '-v') return { kind: 'version' }
  if (first === 'help') return { kind: 'help', about: helpSubject(commands, names.slice(1)) }
  const option = names.findIndex((word) => word.startsWith('-'))
  const { command, length } = commandOf(commands, option === -1 ? names : names.slice(0, option))
  return read(command, dropName(words, length))
}

function helpSubject(commands: readonly Command[], [group, ...rest]: readonly string[]): readonly Command[] {
  if (group === undefined) return []
  const members = commands.filter(({ name }) => name === group || name.startsWith(`${group} `))
  return members.length > 1 && rest.length === 0 ? members : [commandOf(commands, [group, ...rest]).command]
}

/** `--json` may stand before the name of the command, which is found without it. */
function dropName(words: readonly string[], length: number): string[] {
  let left = length
  return words.filter((word) => word === '--json' || left-- <= 0)
}

function commandOf(
  commands: readonly Command[],
  words: readonly string[],
): { command: Command; length: number } {
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(' ')
    const command = words.length < length ? undefined : commands.find((each) => each.name === name)
    if (command !== undefined) return { command, length }
  }
  const [group = ''] = words
  const verbs = commands
    .filter(({ name }) => name.startsWith(`${group} `))
    .map(({ name }) => name.slice(group.length + 1))
  if (verbs.length > 0) throw wrongUsage(`dormouse ${group} takes one of: ${verbs.join(', ')}.`)
  throw wrongUsage(`There is no command "${group}". "dormouse help" lists them.`)
}

function read(command: Command, words: readonly string[]): Request {
  let parsed
  try {
    parsed = parseArgs({
      args: [...words],
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        ...Object.fromEntries(
          Object.entries(command.options ?? {}).map(([name, { type }]) => [name, { type }]),
        ),
      },
      allowPositionals: true,
      strict: true,
    })
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. To specify', 1)[0] ?? '') : ''
    throw wrongUsage(
      `${reason.replace(/\.?$/, '.')} Put -- before words that begin with a dash. See dormouse help ${command.name}.`,
    )
  }
  const values: Readonly<Record<string, unknown>> = parsed.values
  const { positionals } = parsed
  if (values['help'] === true) return { kind: 'help', about: [command] }
  const { least, most } = command.words
  if (positionals.length < least || positionals.length > most) {
    throw wrongUsage(`Write it so: dormouse ${command.name} ${command.usage}`.trimEnd())
  }
  return {
    kind: 'run',
    command,
    given: {
      words: positionals,
      text(option) {
        const value = values[option]
        return typeof value === 'string' ? value : undefined
      },
      flag: (option) => values[option] === true,
    },
  }
}
