import { foldText } from '../../src-shared/search/fold-text.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { Stores } from '../store/stores.ts'

/** So many are found at most, of more the newest. */
const most = 1000
/** Messages that are looked at before everything else may go first. */
const slice = 50

/** Messages, and in how many places each holds the words; both in the same order. */
export interface FoundInThread {
  readonly messageIds: string[]
  readonly places: number[]
}

/**
 * The messages that hold the words as they were typed, in any case and with or without accents, of what the conversation
 * shows; oldest first. Marks of Markdown and the kind of white space do not count.
 */
export async function findInThread(
  { threads }: Pick<Stores, 'threads'>,
  conversationId: string,
  words: string,
): Promise<FoundInThread> {
  const wanted = folded(words).trim()
  const hidden = threads.hidden(conversationId)
  const messageIds: string[] = []
  const places: number[] = []
  let after = 0
  while (wanted !== '') {
    const texts = threads.texts(conversationId, after, slice)
    for (const { seq, id, session, text } of texts) {
      const isShown = session === null || seq < (hidden.get(session) ?? Infinity)
      after = seq
      const inIt = isShown ? placesIn(folded(text), wanted) : 0
      if (inIt === 0) continue
      messageIds.push(id)
      places.push(inIt)
    }
    if (texts.length < slice) break
    await yieldToEvents()
  }
  return { messageIds: messageIds.slice(-most), places: places.slice(-most) }
}

function placesIn(text: string, wanted: string): number {
  let places = 0
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length)) places++
  return places
}

/** As the search folds words. */
function folded(text: string): string {
  const lower = foldText(text)
  // Most texts are plain already, and there may be very many.
  if (!/[*_`~]|\s\s|[^\S ]/.test(lower)) return lower
  return lower.replaceAll(/[*_`~]/g, '').replaceAll(/\s+/g, ' ')
}
