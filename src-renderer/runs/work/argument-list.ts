import { argumentName } from '../../components/argument-name.ts'

/** One argument of a tool call, for reading. */
export interface Argument {
  readonly name: string
  readonly text: string
  /** Shown in the face of code, whole lines kept. */
  readonly code: boolean
}

/** Arguments that are code whatever is in them. Another text with spaces in it is taken for prose. */
const codeNames =
  /^(command|cmd|script|code|old_?(string|text)|new_?(string|text)|content|pattern|query|regex|path)$/i

/** The arguments in the order in which they were given; `file_path` reads "file path". */
export function argumentList(input: unknown): readonly Argument[] {
  if (typeof input !== 'object' || input === null) {
    return input === undefined || input === null ? [] : [argument('input', input)]
  }
  if (Array.isArray(input)) return [argument('input', input)]
  return Object.entries(input).map(([name, value]) => argument(name, value))
}

function argument(name: string, value: unknown): Argument {
  const isText = typeof value === 'string'
  return {
    name: argumentName(name),
    text: isText ? value : (JSON.stringify(value, null, 2) ?? ''),
    code: !isText || codeNames.test(name) || value.includes('\n') || !value.includes(' '),
  }
}
