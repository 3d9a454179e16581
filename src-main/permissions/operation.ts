import type { OperationPart } from '../../src-shared/domain/grant.ts'
import type { EffectClass } from '../../src-shared/domain/permission.ts'

/** What a call is about to do, found out without doing it: what a policy, a grant and a person judge. */
export interface Operation {
  /** The classes that it touches; empty: nothing that a policy is about. */
  readonly effects: readonly EffectClass[]
  /** For people, in a question and a notification: "Run `git pull` in ~/site". */
  readonly words: string
  /** What a standing permission would let through, where its parts are less than the call: "Read web pages of example.com". */
  readonly always?: string
  /** Exactly what it does, for standing permissions; `null`: not known exactly, so no permission matches. */
  readonly parts: readonly OperationPart[] | null
  /** Why it asks whatever the policy says: "~/.bashrc is a shell profile". */
  readonly mustAsk: string | null
  /** Whether it can send data out or run a program: then it asks once untrusted content was read. */
  readonly sends: boolean
  /** The user's own word about this tool, which comes before the policy's table. */
  readonly override?: 'run' | 'ask' | 'refuse'
  /** `true`: the words say all that it would do. Left out: a part is in its input only, such as the text of a file. */
  readonly isWhole?: boolean
  /** Unified diff of what it would change, where that is known before; for the question. */
  readonly diff?: string
}

/** An operation that no policy is about: it touches only Dormouse's own rows. */
export function harmless(words: string): Operation {
  return { effects: [], words, parts: null, mustAsk: null, sends: false }
}
