import { foldText } from '../../src-shared/search/fold-text.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { Stores } from '../store/stores.ts'

/** So many are found at most, of more the newest. */
const most = 1000
/** Messages that are looked at before everything else may go first. */
const slice = 50

/**
 * The ids of the messages that hold the words as they were typed, in any case and with or without accents, of what the
 * conversation shows; oldest first. Marks of Markdown and the kind of white space do not count.
 */
export async function findInThread(
  { threads }: Pick<Stores, 'threads'>,
  conversationId: string,
  words: string,
): Promise<string[]> {
  const wanted = folded(words).trim()
  const hidden = threads.hidden(conversationId)
  const found: string[] = []
  let after = 0
  while (wanted !== '') {
    const texts = threads.texts(conversationId, after, slice)
    for (const { seq, id, session, text } of texts) {
      const isShown = session === null || seq < (hidden.get(session) ?? Infinity)
      if (isShown && folded(text).includes(wanted)) found.push(id)
      after = seq
    }
    if (texts.length < slice) break
    await yieldToEvents()
  }
  return found.slice(-most)
}

/** As the search folds words. */
function folded(text: string): string {
  const lower = foldText(text)
  // Most texts are plain already, and there may be very many.
  if (!/[*_`~]|\s\s|[^\S ]/.test(lower)) return lower
  return lower.replaceAll(/[*_`~]/g, '').replaceAll(/\s+/g, ' ')
}
