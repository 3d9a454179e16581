import { ChatRow } from './chat-row.tsx'
import { FolderRow } from './folder-row.tsx'
import { SectionRow } from './section-row.tsx'
import type { SidebarRow } from './sidebar-rows.ts'
import type { ChatMark } from './use-chat-marks.ts'

interface ListRowProps {
  readonly row: SidebarRow
  readonly mark: ChatMark | undefined
  readonly current: boolean
  readonly reachable: boolean
  readonly over: boolean
}

/** A line of the sidebar's list, of whatever kind. */
export function ListRow({ row, mark, current, reachable, over }: ListRowProps) {
  switch (row.kind) {
    case 'section':
      return <SectionRow row={row} reachable={reachable} />
    case 'folder':
      return <FolderRow row={row} reachable={reachable} over={over} />
    case 'chat':
      return (
        <ChatRow
          chat={row.chat}
          mark={mark}
          current={current}
          reachable={reachable}
          inFolder={row.inFolder}
        />
      )
  }
}
