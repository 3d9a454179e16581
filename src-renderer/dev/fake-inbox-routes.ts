import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { now } from '../platform/now.ts'
import { isUnsettled, newestItemsFirst, viewOf } from '../stores/inbox-view.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { found, store } from './row-table.ts'
import type { World } from './world.ts'

interface InboxEnds {
  counts(): { waiting: number; unread: number }
  inboxChange(item: InboxItem): InboxItem
  emit(event: AppEvent): void
}

/** Whether every word begins a word of the item's title or text. */
function matches({ title, body, question }: InboxItem, search: string): boolean {
  const text = ` ${title} ${body} ${question?.prompt ?? ''}`.toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(` ${word}`))
}

/** The part of the fake main process that the inbox uses. */
export function fakeInboxRoutes(world: World, { counts, inboxChange, emit }: InboxEnds): FakeRoutes {
  const change = (id: string, fields: Partial<InboxItem>): InboxItem =>
    inboxChange({ ...found(world.inbox, id), ...fields })
  const archive = (id: string): InboxItem => {
    const { readAt } = found(world.inbox, id)
    return change(id, { archivedAt: now(), readAt: readAt ?? now(), snoozedUntil: null })
  }
  return {
    'inbox.list': ({ filter = 'all', search = '', scheduleId, before = Infinity, limit = 100 }) => {
      const all = newestItemsFirst(
        world.inbox
          .filter((item) => (filter === 'all' ? item.archivedAt === null : viewOf(item) === filter))
          .filter((item) => scheduleId === undefined || item.scheduleId === scheduleId)
          .filter((item) => search.trim() === '' || matches(item, search.trim()))
          .filter((item) => item.at < before),
      )
      // A page holds all of its last instant.
      const last = all[limit - 1]?.at ?? -Infinity
      return all.filter((item, index) => index < limit || item.at === last)
    },
    'inbox.counts': () => counts(),
    'inbox.markRead': ({ id }) => change(id, { readAt: now() }),
    'inbox.markUnread': ({ id }) => change(id, { readAt: null }),
    'inbox.archive': ({ id }) => archive(id),
    'inbox.unarchive': ({ id }) => change(id, { archivedAt: null }),
    'inbox.archiveMany': (which) => {
      const ids =
        'ids' in which
          ? which.ids
          : world.inbox
              .filter((item) => !isUnsettled(item) && viewOf(item) === which.filter)
              .map((item) => item.id)
      if ('filter' in which) {
        for (const id of ids)
          store(world.inbox, { ...found(world.inbox, id), archivedAt: now(), readAt: now() })
        emit({ event: 'inbox.changed', data: { ...counts(), item: null } })
      } else for (const id of ids) archive(id)
      return { archived: ids.length }
    },
    'inbox.snooze': ({ id, until }) => change(id, { snoozedUntil: until, archivedAt: null }),
  }
}
