import { useEffect, useState } from 'react'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { viewOf } from '../../stores/inbox-view.ts'

const none: ReadonlySet<string> = new Set()

/** The ids of the items that waited for the user at any time since `key` changed. */
export function useSeen(byId: ReadonlyMap<string, InboxItem>, key: string): ReadonlySet<string> {
  const [seen, setSeen] = useState({ key, ids: none })
  useEffect(() => {
    setSeen((before) => {
      const known = before.key === key ? before.ids : none
      const fresh = [...byId.values()].filter((item) => !known.has(item.id) && viewOf(item) === 'needs-you')
      if (fresh.length === 0 && before.key === key) return before
      return { key, ids: new Set([...known, ...fresh.map((item) => item.id)]) }
    })
  }, [byId, key])
  return seen.key === key ? seen.ids : none
}
