import { useEffect, useState } from 'react'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { needsYou } from '../stores/inbox-store.ts'

const none: ReadonlySet<string> = new Set()

/** The ids of the items that waited for the user at any time since `key` changed. */
export function useSeen(byId: ReadonlyMap<string, InboxItem>, at: number, key: string): ReadonlySet<string> {
  const [seen, setSeen] = useState({ key, ids: none })
  useEffect(() => {
    setSeen((before) => {
      const known = before.key === key ? before.ids : none
      const fresh = [...byId.values()].filter((item) => needsYou(item, at) && !known.has(item.id))
      if (fresh.length === 0 && before.key === key) return before
      return { key, ids: new Set([...known, ...fresh.map((item) => item.id)]) }
    })
  }, [byId, at, key])
  return seen.key === key ? seen.ids : none
}
