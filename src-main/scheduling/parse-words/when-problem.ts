/** A reading that said something definite and wrong, such as "at 25". The message is for people and says what to write. */
export class WhenProblem extends Error {
  override readonly name: string = 'WhenProblem'
}

/** A reading that can only mean a time that is over. No other reading of the same words is looked for. */
export class PastProblem extends WhenProblem {
  override readonly name = 'PastProblem'
}

/** A text that holds a time, and nothing to do then. */
export class NoTaskProblem extends WhenProblem {
  override readonly name = 'NoTaskProblem'
}

/** Why words could not be read. `understood` is what was, in words; `problem` says what was not, with an example. */
export interface ParseRefusal {
  readonly understood: string | null
  readonly problem: string
  /** What the text has none of, where that is all: a task beside its time, or a time beside its other words. */
  readonly lacks?: 'task' | 'time'
}

/** Tells a refusal from what the words were read as. */
export function isRefusal(result: object): result is ParseRefusal {
  return 'problem' in result
}
