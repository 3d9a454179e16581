import { ArrowDown, ArrowUp, Ellipsis, Folder as FolderIcon, FolderOpen, Pencil, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useId } from 'react'
import { classNames } from '../../components/class-names.ts'
import { Menu } from '../../components/menu.tsx'
import { reorderFolder } from './folder-actions.ts'
import { showFolderDialog } from './folder-dialog-store.ts'
import { beginFolderDrag, endFolderDrag } from './folder-drag.ts'
import { foldSection } from './folded-sections.ts'
import type { SidebarRow } from './sidebar-rows.ts'
import rowStyles from './chat-row.module.css'
import styles from './section-row.module.css'

interface FolderRowProps {
  readonly row: Extract<SidebarRow, { kind: 'folder' }>
  readonly reachable: boolean
  /** A chat is held over it. */
  readonly over: boolean
}

/** A folder of the sidebar: its chats stand under it unless it is folded. It is dragged among the others, or moved by its menu. */
export function FolderRow({ row, reachable, over }: FolderRowProps) {
  const noteId = useId()
  const { folder, folded, count } = row
  const Icon = folded ? FolderIcon : FolderOpen
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    foldSection(folder.id, event.key === 'ArrowLeft')
  }
  return (
    <div className={rowStyles['row']} data-over={over || undefined}>
      <button
        type="button"
        className={styles['folder']}
        data-row
        data-unread={(folded && row.unread) || undefined}
        aria-label={`Folder ${folder.name}`}
        aria-describedby={noteId}
        aria-expanded={!folded}
        tabIndex={reachable ? 0 : -1}
        title={folder.name}
        draggable
        onDragStart={(event) => beginFolderDrag(event, folder.id)}
        onDragEnd={endFolderDrag}
        onKeyDown={onKeyDown}
        onClick={() => foldSection(folder.id, !folded)}
      >
        <Icon aria-hidden="true" />
        <span className={styles['name']}>{folder.name}</span>
      </button>
      <span id={noteId} className={classNames(rowStyles['mark'], styles['count'])}>
        {count}
        <span className="visually-hidden">
          {count === 1 ? ' chat' : ' chats'}
          {folded && row.unread && ', something new'}
        </span>
      </span>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            className={rowStyles['more']}
            aria-label={`Actions for folder ${folder.name}`}
            tabIndex={reachable ? 0 : -1}
          >
            <Ellipsis aria-hidden="true" />
          </button>
        }
        entries={[
          {
            kind: 'item',
            label: 'Rename…',
            icon: <Pencil aria-hidden="true" />,
            onSelect: () => showFolderDialog({ kind: 'rename', folder }),
          },
          {
            kind: 'item',
            label: 'Move up',
            icon: <ArrowUp aria-hidden="true" />,
            onSelect: () => void reorderFolder(folder.id, -1),
          },
          {
            kind: 'item',
            label: 'Move down',
            icon: <ArrowDown aria-hidden="true" />,
            onSelect: () => void reorderFolder(folder.id, 1),
          },
          { kind: 'separator' },
          {
            kind: 'item',
            label: 'Delete folder…',
            icon: <Trash2 aria-hidden="true" />,
            danger: true,
            onSelect: () => showFolderDialog({ kind: 'remove', folder }),
          },
        ]}
      />
    </div>
  )
}
