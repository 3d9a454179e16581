/** A word, matched by its beginning, or a phrase, matched word for word. */
export interface Needle {
  readonly kind: 'word' | 'phrase'
  readonly text: string
}

/** Where a message stands, or who wrote it. */
export type SearchFrom = 'chat' | 'run' | 'me' | 'assistant'

export interface SearchInside {
  /** A part of a title, as it was typed. */
  readonly title: string
  /**
   * Where `wanted` goes on after it: as many of the words there as still make a part of a title belong to it, so that
   * in:Morning check needs no quotes. `null` for a quoted one.
   */
  readonly next: number | null
}

/** What the words of a search ask for. All of it must be true of a message. Days are counted from 1 January 1970. */
export interface ParsedSearch {
  readonly wanted: readonly Needle[]
  readonly unwanted: readonly Needle[]
  readonly from: readonly SearchFrom[]
  readonly notFrom: readonly SearchFrom[]
  readonly inside: readonly SearchInside[]
  readonly notInside: readonly SearchInside[]
  /** The first day, and the day after the last one; `null`: no bound. */
  readonly fromDay: number | null
  readonly untilDay: number | null
}

export type SearchReading =
  | { readonly kind: 'understood'; readonly search: ParsedSearch }
  | { readonly kind: 'refused'; readonly message: string }
