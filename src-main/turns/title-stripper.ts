import { splitTitle } from './split-title.ts'

/** What follows the title may still be the rest of its own line, or empty lines. */
const mayBeBlank = /^\s*$/

/**
 * Takes the title off an answer that comes in pieces, cut anywhere: gives of each what is to be shown. What could still be
 * the title is held back, so that it never flickers on the screen. The pieces together are what `splitTitle` leaves of the
 * whole; of one that ends in its title, nothing.
 */
export function createTitleStripper(): (piece: string) => string {
  let held: string | null = ''
  return (piece) => {
    if (held === null) return piece
    held += piece
    const split = splitTitle(held)
    if (split.kind === 'open') return ''
    const shown = split.kind === 'title' ? split.rest : held
    if (split.kind === 'title' && mayBeBlank.test(shown)) return ''
    held = null
    return shown
  }
}
