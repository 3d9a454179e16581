import { foldText } from '../../src-shared/search/fold-text.ts'
import type { Needle, SearchInside } from '../../src-shared/search/parsed-search.ts'
import type { Database } from './database.ts'

interface Place {
  /** A conversation, or the schedule whose runs have background conversations. */
  readonly id: string
  readonly title: string
}

export interface PlacesFound {
  /** For each filter the places that it names. */
  readonly sets: readonly (readonly string[])[]
  /** The words that are left, where some belonged to a title. */
  readonly words: readonly Needle[]
}

/** The places whose titles hold what `in:` filters say, in any case and without accents. */
export function createSearchPlaces(db: Database) {
  const all = (): Place[] =>
    db
      .prepare<Place>(
        `SELECT id, title FROM conversations WHERE hidden = 0 AND (kind = 'chat' OR schedule_id IS NULL)
         UNION SELECT schedule_id, title FROM conversations
           WHERE hidden = 0 AND kind = 'background' AND schedule_id IS NOT NULL
         UNION SELECT id, title FROM schedules`,
      )
      .all()
      .map(({ id, title }) => ({ id, title: foldText(title) }))

  return {
    find(filters: readonly SearchInside[], words: readonly Needle[]): PlacesFound {
      if (filters.length === 0) return { sets: [], words }
      const places = all()
      const taken = new Set<number>()
      const sets = filters.map(({ title, next }) => {
        let part = foldText(title).replace(/\s+/gu, ' ')
        let found = places.filter((place) => place.title.includes(part))
        for (let i = next ?? words.length; words[i]?.kind === 'word' && !taken.has(i); i++) {
          const longer = `${part} ${foldText(words[i]?.text ?? '')}`
          const fewer = found.filter((place) => place.title.includes(longer))
          if (fewer.length === 0) break
          taken.add(i)
          part = longer
          found = fewer
        }
        return [...new Set(found.map((place) => place.id))]
      })
      return { sets, words: words.filter((_, i) => !taken.has(i)) }
    },
  }
}
