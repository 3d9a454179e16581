import * as fc from 'fast-check'

const ofTurns = ['send now', 'take back', 'stop', 'retry', 'regenerate'] as const
const ofPages = ['edit', 'remove', 'fork', 'resume', 'choose'] as const

/** Done to one of the turns so far. `which`: counted from the newest, modulo how many there are. */
export interface TurnMove {
  readonly kind: (typeof ofTurns)[number]
  readonly which: number
}

/** Done to one of the messages, sessions or versions that are shown; `which` as above. */
export interface PageMove {
  readonly kind: (typeof ofPages)[number]
  readonly which: number
}

/** One thing that is done to a conversation. */
export type Move =
  | { readonly kind: 'send'; readonly interrupt: boolean }
  | { readonly kind: 'answer' | 'answer all' | 'new session' | 'restart' }
  | TurnMove
  | PageMove

/** Most that waits or works is the newest. */
const which = fc.oneof(fc.constant(0), fc.nat(4))
const record = <Kind extends Move['kind']>(...kinds: readonly Kind[]) =>
  fc.record({ kind: fc.constantFrom(...kinds), which })
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({ kind: fc.constant('send' as const), interrupt: fc.boolean() }),
  },
  // Much is refused until a turn has ended.
  { weight: 6, arbitrary: fc.record({ kind: fc.constantFrom('answer' as const, 'answer all' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('new session' as const, 'restart' as const) }) },
  { weight: 6, arbitrary: record(...ofTurns) },
  { weight: 5, arbitrary: record(...ofPages) },
  // Most that can go wrong needs versions.
  { weight: 4, arbitrary: record('edit', 'choose') },
)

/** What is done to a conversation after its first message: as often long as short. */
export const anyMoves: fc.Arbitrary<readonly Move[]> = fc.noBias(
  fc.array(move, { minLength: 1, maxLength: 30, size: 'max' }),
)
