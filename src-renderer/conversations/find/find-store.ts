import { create } from 'zustand'

/** A message that holds what is looked for, and in how many places. */
export interface FoundMessage {
  readonly id: string
  /** As its words say; once it was shown, as it is drawn. At least 1. */
  readonly places: number
}

export interface Find {
  readonly conversationId: string
  readonly text: string
  /** Oldest first; `null` while they are looked for. */
  readonly found: readonly FoundMessage[] | null
  /** The message that is shown, counted from 0, and the place in it. */
  readonly at: number
  readonly place: number
  /** Whether the way goes up: then a message is entered at its last place. */
  readonly goesUp: boolean
  /** Counts the steps, so that the same place is shown again. */
  readonly step: number
  /** Counts how often it was asked for, so that the field takes the focus again. */
  readonly asked: number
}

const nothing = { found: null, at: 0, place: 0, goesUp: true, step: 0 } as const

/** What is looked for in the open conversation; `null` while the bar is closed. */
export const useFind = create<{ readonly find: Find | null }>()(() => ({ find: null }))

/** Opens the bar, or brings the focus back to it. A selection of one line is what is looked for. */
export function openFind(conversationId: string): void {
  const selected = document.getSelection()?.toString().trim() ?? ''
  const words = selected.includes('\n') || selected.length > 200 ? '' : selected
  useFind.setState(({ find }) => {
    const known = find?.conversationId === conversationId ? find : null
    const asked = (known?.asked ?? 0) + 1
    if (known && (words === '' || words === known.text)) return { find: { ...known, asked } }
    return { find: { ...nothing, conversationId, text: words, asked } }
  })
}

export function closeFind(): void {
  useFind.setState({ find: null })
}

function change(next: (find: Find) => Find): void {
  useFind.setState(({ find }) => ({ find: find && next(find) }))
}

export function changeWords(text: string): void {
  change((find) => ({ ...find, ...nothing, text }))
}

/** What was found; the newest place is shown first: it is nearest to where most readers are. */
export function showFound(found: readonly FoundMessage[]): void {
  const last = found.at(-1)
  const at = Math.max(found.length - 1, 0)
  change((find) => ({ ...find, ...nothing, found, at, place: (last?.places ?? 1) - 1, step: find.step + 1 }))
}

/** Goes to the place before or after the one that is shown; beyond an end it goes on at the other. */
export function stepFind(by: 1 | -1): void {
  change((find) => {
    const { found, at, place } = find
    const here = found?.[at]
    if (!found || !here) return find
    const moved = { ...find, goesUp: by < 0, step: find.step + 1 }
    if (place + by >= 0 && place + by < here.places) return { ...moved, place: place + by }
    const next = (at + by + found.length) % found.length
    return { ...moved, at: next, place: by > 0 ? 0 : (found[next]?.places ?? 1) - 1 }
  })
}

/** The message that is shown is drawn with so many places: some are in no words of its own, some are not seen. */
export function notePlaces(id: string, drawn: number): void {
  change((find) => {
    const { found, at, place, goesUp } = find
    const here = found?.[at]
    const places = Math.max(drawn, 1)
    if (!found || here?.id !== id || here.places === places) return find
    const atLast = place === here.places - 1 && goesUp
    return {
      ...find,
      found: found.with(at, { id, places }),
      place: atLast ? places - 1 : Math.min(place, places - 1),
    }
  })
}

/** How many places there are, and the number of the one that is shown, counted from 1. */
export function countPlaces({ found, at, place }: Pick<Find, 'found' | 'at' | 'place'>): {
  readonly all: number
  readonly here: number
} {
  let all = 0
  let here = place + 1
  for (const [index, { places }] of (found ?? []).entries()) {
    all += places
    if (index < at) here += places
  }
  return { all, here }
}
