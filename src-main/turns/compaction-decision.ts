/** A message of a context, in the order in which the model sees them. */
export interface ContextUnit {
  readonly sessionId: string
  readonly turnId: string
  /** `null`: the turn has not ended. */
  readonly endedSeq: number | null
  readonly seq: number
  readonly tokens: number
  readonly isExecuting: boolean
  /** Of the turn that is executed, before the model has said anything in it. */
  readonly isFresh: boolean
  /** It calls what waits for the user: the answer will stand in it. */
  readonly isOpen: boolean
}

/** A turn of the context; also one of which nothing but its end is left. */
export interface ContextSpan {
  readonly sessionId: string
  readonly turnId: string
  readonly endedSeq: number | null
}

/** As in store/compaction-store.ts. */
export interface CoveredRange {
  readonly sessionId: string
  readonly endedSeq: number
  readonly turns: readonly { readonly id: string; readonly seq: number }[]
}

/** What part of a window is filled before it is made room in. */
const fullShare = 0.8
/** Of the room for messages: what the turn under way may take whole, what is kept of it else, and what is kept at all. */
const wholeTurnShare = 0.6
const turnShare = 0.4
const keptShare = 0.25

/** Of a model's window, in tokens: the longest answer, and the prompt at which room is made. */
export function windowShares(
  window: number,
  longestAnswer: number,
): { readonly maxTokens: number; readonly compactsAt: number } {
  const maxTokens = Math.min(longestAnswer, Math.max(1, Math.floor(window / 4)))
  return { maxTokens, compactsAt: Math.min(Math.floor(window * fullShare), window - maxTokens) }
}

/**
 * How many units, from the first on, a summary is to stand for: the newest ones stay as they are, the turn under way before
 * all. `room`: tokens for messages. `fits`: the most tokens that a summary can be made of at once; what is behind that comes
 * with the next one. `worth`: what a summary is worth making for, even where that does not fit. Units that wait for the user
 * are left out of it. 0: nothing can be summarised.
 */
export function coveredUnits(
  units: readonly ContextUnit[],
  { room, fits, worth }: { readonly room: number; readonly fits: number; readonly worth: number },
): number {
  const isFree = (unit: ContextUnit): boolean => !unit.isFresh && !unit.isOpen
  const own = units.filter((unit) => unit.isExecuting)
  const isWhole = sum(own) <= room * wholeTurnShare
  let kept = sum(units.filter((unit) => !isFree(unit)))
  let end = units.length
  for (const [index, unit] of [...units.entries()].toReversed()) {
    if (isFree(unit)) {
      const isKept = unit.isExecuting
        ? isWhole || kept + unit.tokens <= room * turnShare
        : isWhole && kept + unit.tokens <= room * keptShare
      if (!isKept) break
      kept += unit.tokens
    }
    end = index
  }
  let covered = 0
  let taken = 0
  for (const [index, unit] of units.slice(0, end).entries()) {
    if (!isFree(unit)) continue
    // Something has to go, or there is no way on: one that is too long as well.
    if (taken + unit.tokens > fits && covered > 0 && taken >= worth) break
    taken += unit.tokens
    covered = index + 1
  }
  return covered
}

/** What a summary of the first `count` units stands for, with what an earlier one stood for. `null`: for nothing. */
export function coveredRange(
  units: readonly ContextUnit[],
  count: number,
  spans: readonly ContextSpan[],
  before: CoveredRange | null,
): CoveredRange | null {
  const taken = units.slice(0, count).filter((unit) => !unit.isFresh && !unit.isOpen)
  const sessionId = taken.at(-1)?.sessionId
  if (sessionId === undefined) return null
  const earlier = before?.sessionId === sessionId ? before : null
  const here = spans.filter((span) => span.sessionId === sessionId)
  const isTaken = new Set(taken)
  const unfinished = new Set(units.flatMap((unit) => (isTaken.has(unit) ? [] : [unit.turnId])))
  const ended = here.filter((span) => span.endedSeq !== null)
  const done = ended.slice(
    0,
    firstIndex(ended, ({ turnId }) => unfinished.has(turnId)),
  )
  // A turn of which only its end is left is taken with those behind it, and else stays.
  const last = done.findLast(({ turnId }) => taken.some((unit) => unit.turnId === turnId))
  const endedSeq = last?.endedSeq ?? earlier?.endedSeq ?? 0
  const turns = here
    .filter((span) => span.endedSeq === null || span.endedSeq > endedSeq)
    .flatMap(({ turnId: id }) => {
      const seq =
        taken.findLast((unit) => unit.turnId === id)?.seq ??
        earlier?.turns.find((turn) => turn.id === id)?.seq
      return seq === undefined ? [] : [{ id, seq }]
    })
  return { sessionId, endedSeq, turns }
}

function firstIndex<T>(all: readonly T[], matches: (one: T) => boolean): number {
  const index = all.findIndex(matches)
  return index < 0 ? all.length : index
}

function sum(units: readonly ContextUnit[]): number {
  return units.reduce((total, { tokens }) => total + tokens, 0)
}
