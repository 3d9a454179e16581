import { CliFailure, type ExitCode } from './cli-failure.ts'
import { commands } from './command-list.ts'
import { connectTo } from './control-client.ts'
import { helpLines } from './help-text.ts'
import { inertJson } from './inert-json.ts'
import { parseCommandLine, type Request } from './parse-command-line.ts'
import { createTerminal, type Streams } from './terminal.ts'

export interface CommandLine {
  /** The words after `dormouse`. */
  readonly words: readonly string[]
  readonly dataDir: string
  readonly streams: Streams
  readonly version: () => string
}

/** Does what a command line says. Never rejects: what goes wrong is printed, and shows in the exit code. */
export async function runCommandLine({ words, dataDir, streams, version }: CommandLine): Promise<ExitCode> {
  const json = words.slice(0, words.includes('--') ? words.indexOf('--') : undefined).includes('--json')
  const terminal = createTerminal(streams)
  const printJson = (data: unknown): void => streams.out(`${inertJson(data, 2)}\n`)
  try {
    const request = parseCommandLine(commands, words)
    if (request.kind === 'run') return await run(request)
    if (request.kind === 'version') terminal.line(version())
    else terminal.lines(helpLines(request.about, commands))
    return 0
  } catch (error) {
    const failure =
      error instanceof CliFailure
        ? error
        : new CliFailure(
            1,
            'internal',
            `The command line failed: ${error instanceof Error ? error.message : 'unknown error'}`,
          )
    if (json) printJson({ error: { code: failure.code, message: failure.message } })
    else terminal.aside(failure.message, 'bad')
    return failure.exitCode
  }

  async function run({ command, given }: Extract<Request, { kind: 'run' }>): Promise<ExitCode> {
    const client = await connectTo(dataDir)
    try {
      return (await command.run(given, { client, terminal, streams, json, printJson })) ?? 0
    } finally {
      client.close()
    }
  }
}
