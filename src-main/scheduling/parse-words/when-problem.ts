/** A reading that said something definite and wrong, such as "at 25". The message is for people and says what to write. */
export class WhenProblem extends Error {
  override readonly name = 'WhenProblem'
}

/** Why words could not be read. `understood` is what was, in words; `problem` says what was not, with an example. */
export interface ParseRefusal {
  readonly understood: string | null
  readonly problem: string
}

/** Tells a refusal from what the words were read as. */
export function isRefusal(result: object): result is ParseRefusal {
  return 'problem' in result
}
