import { describe, expect, it } from 'vitest'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { conversationRow } from '../../dev/rows.ts'
import { type SidebarRow, sidebarRows } from './sidebar-rows.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
const day = 86_400_000

const chat = (id: string, daysAgo: number, more: Partial<Conversation> = {}): Conversation =>
  conversationRow({ id, title: id, updatedAt: noon - daysAgo * day, ...more })

const folders = [
  { id: 'work', name: 'Work', position: 0 },
  { id: 'home', name: 'Home', position: 1 },
]

function shown(chats: readonly Conversation[], folded: readonly string[] = ['archive']): readonly string[] {
  const rows = sidebarRows({ chats, folders, isFolded: (key) => folded.includes(key), now: noon })
  return rows.map(words)
}

function words(row: SidebarRow): string {
  switch (row.kind) {
    case 'section':
      return `# ${row.label} ${row.count}`
    case 'folder':
      return `/ ${row.folder.name} ${row.count}`
    case 'chat':
      return row.chat.id
  }
}

describe('the list of the sidebar', () => {
  it('has the pinned chats first, then folders, then the rest by date, and the archive folded at the end', () => {
    expect(
      shown([
        chat('now', 0),
        chat('pinned', 0, { pinnedAt: 1 }),
        chat('evening', 1),
        chat('week', 6),
        chat('invoices', 8, { folderId: 'work' }),
        chat('october', 30),
        chat('old', 400),
        chat('away', 2, { archivedAt: 1 }),
      ]),
    ).toEqual([
      '# Pinned 1',
      'pinned',
      '/ Work 1',
      'invoices',
      '/ Home 0',
      '# Today 1',
      'now',
      '# Yesterday 1',
      'evening',
      '# Previous 7 days 1',
      'week',
      '# October 1',
      'october',
      '# October 2025 1',
      'old',
      '# Archived 1',
    ])
  })

  it('shows a chat in one place only', () => {
    const chats = [
      chat('a', 0, { pinnedAt: 1, folderId: 'work' }),
      chat('b', 0, { pinnedAt: 1, folderId: 'work', archivedAt: 1 }),
      chat('c', 0, { folderId: 'a folder that is gone' }),
    ]
    expect(shown(chats, ['work'])).toEqual([
      '# Pinned 1',
      'a',
      '/ Work 0',
      '/ Home 0',
      '# Today 1',
      'c',
      '# Archived 1',
      'b',
    ])
  })

  it('says at a folded folder that something in it is new', () => {
    const rows = sidebarRows({
      chats: [chat('a', 0, { folderId: 'work', unread: true })],
      folders,
      isFolded: () => true,
      now: noon,
    })
    expect(rows).toMatchObject([
      { kind: 'folder', unread: true },
      { kind: 'folder', unread: false },
    ])
  })

  it('goes by the calendar: an hour after midnight the evening before is yesterday', () => {
    const night = new Date(2026, 10, 21, 1).getTime()
    const rows = sidebarRows({
      chats: [conversationRow({ id: 'a', updatedAt: night - 2 * 3_600_000 })],
      folders: [],
      isFolded: () => false,
      now: night,
    })
    expect(rows.map(words)[0]).toBe('# Yesterday 1')
  })
})
