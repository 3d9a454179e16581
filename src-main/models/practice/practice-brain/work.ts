import type { DoneStep, PracticeTurn } from './practice-turn.ts'

export interface Call {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

export interface CallResult {
  readonly text: string
  readonly isError: boolean
}

/**
 * Work that needs tools: it yields calls that may be made together, gets their results, and returns what to say. It
 * is run from the beginning at every request and fed with the results that stand there, so it keeps no state between
 * two requests: after a restart it goes on where it was.
 */
export type Work<T> = Generator<readonly Call[], T, readonly CallResult[]>

export type WorkState<T> =
  | { readonly kind: 'calls'; readonly calls: readonly Call[] }
  | { readonly kind: 'done'; readonly value: T }

/** Runs work as far as the results of this turn carry it. */
export function runWork<T>(work: Work<T>, turn: Pick<PracticeTurn, 'steps' | 'tools'>): WorkState<T> {
  const unused = [...turn.steps]
  let next = work.next()
  while (next.done !== true) {
    const found = next.value.map((wanted) => take(wanted, unused, turn.tools))
    const missing = next.value.filter((_wanted, index) => found[index] === undefined)
    if (missing.length > 0) return { kind: 'calls', calls: missing }
    next = work.next(found.filter((result) => result !== undefined))
  }
  return { kind: 'done', value: next.value }
}

/** Whether the call was refused because nothing is to be changed: the result says what to go on with. */
export function isRehearsed({ text, isError }: CallResult): boolean {
  return !isError && text.startsWith('Rehearsal:')
}

/** One call and its result. */
export function* call(name: string, input: Call['input']): Work<CallResult> {
  const [result] = yield [{ name, input }]
  return result ?? { text: 'There is no result.', isError: true }
}

function take(wanted: Call, unused: DoneStep[], tools: ReadonlySet<string>): CallResult | undefined {
  const key = JSON.stringify(wanted.input)
  const index = unused.findIndex((step) => step.name === wanted.name && JSON.stringify(step.input) === key)
  const [step] = index < 0 ? [] : unused.splice(index, 1)
  if (step !== undefined) return step
  if (tools.has(wanted.name)) return undefined
  return { text: `The tool ${wanted.name} is not offered here.`, isError: true }
}
