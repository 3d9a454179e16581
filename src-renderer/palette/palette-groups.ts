import { bestMatches } from './fuzzy-score.ts'
import type { PaletteGroup, PaletteItem } from './palette-item.ts'

const mostFound = 40
const mostRecent = 5
const mostChats = 6

/**
 * What the palette shows for these words. With none: what was chosen last, the newest chats, and what can be done. With
 * some: the best matches, what was chosen lately first among equals, and the search for the words themselves.
 */
export function paletteGroups(
  items: readonly PaletteItem[],
  words: string,
  recent: readonly string[],
  search: PaletteItem,
): readonly PaletteGroup[] {
  const byKey = new Map(items.map((item) => [item.key, item]))
  const chosen = recent.flatMap((key) => byKey.get(key) ?? [])
  if (words.trim() === '') {
    const shown = new Set(chosen.slice(0, mostRecent))
    const rest = items.filter((item) => !shown.has(item))
    return [
      { label: 'Recent', items: [...shown] },
      { label: 'Chats', items: rest.filter((item) => item.kind === 'chat').slice(0, mostChats) },
      { label: 'Actions', items: rest.filter((item) => item.kind === 'action') },
      { label: 'Settings', items: rest.filter((item) => item.kind === 'settings') },
    ].filter((group) => group.items.length > 0)
  }
  const first = new Set(chosen)
  const inOrder = [...chosen, ...items.filter((item) => !first.has(item))]
  const found = bestMatches(inOrder, words, ({ words: title, also = '' }) => ({ title, also })).slice(
    0,
    mostFound,
  )
  return [
    { label: 'Found', items: found },
    { label: 'Messages', items: [search] },
  ].filter((group) => group.items.length > 0)
}
