import { tokensOf } from '../../src-shared/search/indexed-words.ts'
import type { Needle, SearchFrom } from '../../src-shared/search/parsed-search.ts'
import { matchesBeginnings } from '../../src-shared/search/create-snippets.ts'

const dayMs = 86_400_000
const blockDays = 32
/** A longer span, as one wrong clock makes it, is left to the instants: so many tokens take seconds. About 90 years. */
const mostSpanDays = 1000 * blockDays

/** What a message that is found has in the index `messages_fts`; see migration 0006 for the tokens of `facets`. */
export interface Wanted {
  readonly words: readonly Needle[]
  readonly without: readonly Needle[]
  readonly kind: 'chat' | 'background' | null
  readonly from: readonly SearchFrom[]
  readonly notFrom: readonly SearchFrom[]
  /** Of each set one conversation, or the schedule of a background one. */
  readonly inside: readonly (readonly string[])[]
  readonly notInside: readonly (readonly string[])[]
  /** Instants in [after, until), or `null` for all that there are. */
  readonly span: { readonly after: number; readonly until: number } | null
}

const facetOf: Readonly<Record<SearchFrom, string>> = { chat: 'c', run: 'b', me: 'u', assistant: 'a' }

/** The FTS5 expression. Days are those of UTC, so the instants have to be compared as well. */
export function searchExpression(wanted: Wanted): string {
  const facets = [
    ...(wanted.kind === null ? [] : [oneOf([facetOf[wanted.kind === 'chat' ? 'chat' : 'run']])]),
    ...wanted.from.map((each) => oneOf([facetOf[each]])),
    ...wanted.inside.map((ids) => oneOf(ids.map(placeFacet))),
    ...(wanted.span === null || isTooWide(wanted.span)
      ? []
      : [oneOf(spanFacets(wanted.span.after, wanted.span.until))]),
  ]
  const all = [...wanted.words.map(inWords), ...facets]
  // Something has to be there before something else can be left out.
  const left = all.length > 0 ? all.join(' AND ') : oneOf(['c', 'b'])
  const without = [
    ...wanted.without.map(inWords),
    ...wanted.notFrom.map((each) => oneOf([facetOf[each]])),
    ...wanted.notInside.map((ids) => oneOf(ids.map(placeFacet))),
  ]
  return without.length === 0 ? left : `(${left}) NOT (${without.join(' OR ')})`
}

function isTooWide({ after, until }: NonNullable<Wanted['span']>): boolean {
  return until - after > mostSpanDays * dayMs
}

function inWords(needle: Needle): string {
  const tokens = tokensOf(needle.text)
  return `words : "${tokens.join(' ')}"${matchesBeginnings(needle, tokens) ? ' *' : ''}`
}

function oneOf(facets: readonly string[]): string {
  // A column filter takes an expression; one of nothing matches nothing.
  const quoted = facets.map((facet) => `"${facet.replaceAll('"', '""')}"`)
  return `facets : (${quoted.length === 0 ? '"nowhere"' : quoted.join(' OR ')})`
}

function placeFacet(id: string): string {
  return `\uf8ff${id.replaceAll('_', '')}`
}

/** The fewest tokens that cover the days of a span: whole blocks of 32 days, and single days at its ends. */
export function spanFacets(after: number, until: number): string[] {
  const last = Math.floor((until - 1) / dayMs)
  const tokens: string[] = []
  for (let day = Math.floor(after / dayMs); day <= last;) {
    if (day % blockDays === 0 && day + blockDays - 1 <= last) {
      tokens.push(String.fromCodePoint(57_344 + ((day / blockDays) % 6000)))
      day += blockDays
    } else {
      tokens.push(String.fromCodePoint(983_040 + (day % 65_000)))
      day += 1
    }
  }
  return tokens
}
