import { plainText } from './plain-text.ts'

/** Where a command prints and reads; the process in life, a recorder in tests. */
export interface Streams {
  out(text: string): void
  err(text: string): void
  /** Columns of standard output; `null` when it is no terminal. */
  readonly columns: number | null
  readonly colour: boolean
  readonly timeZone: string
  readonly cwd: string
  /** Epoch milliseconds. */
  now(): number
  /** Asks on the terminal without showing what is typed, or reads all of standard input when it is no terminal. */
  readSecret(prompt: string): Promise<string>
}

export type Tone = 'plain' | 'strong' | 'quiet' | 'good' | 'bad' | 'attention'

const codes: Readonly<Record<Tone, string>> = {
  plain: '',
  strong: '1',
  quiet: '2',
  good: '32',
  bad: '31',
  attention: '33',
}

/** Human output. Every text is made plain on its way, so that only the tones chosen here reach the terminal. */
export interface Terminal {
  line(text?: string, tone?: Tone): void
  lines(texts: readonly string[]): void
  /** Without a newline. */
  write(text: string, tone?: Tone): void
  /** About the work, on standard error, so that the result can be piped. */
  aside(text: string, tone?: Tone): void
}

export function createTerminal(streams: Streams): Terminal {
  const toned = (text: string, tone: Tone): string =>
    streams.colour && tone !== 'plain' ? `\u001b[${codes[tone]}m${plainText(text)}\u001b[0m` : plainText(text)
  return {
    line: (text = '', tone = 'plain') => streams.out(`${toned(text, tone)}\n`),
    lines: (texts) => {
      for (const text of texts) streams.out(`${plainText(text)}\n`)
    },
    write: (text, tone = 'plain') => streams.out(toned(text, tone)),
    aside: (text, tone = 'plain') => streams.err(`${toned(text, tone)}\n`),
  }
}
