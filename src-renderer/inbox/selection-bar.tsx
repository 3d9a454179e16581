import { Archive, ArchiveRestore, Mail, MailOpen, X } from 'lucide-react'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { Button } from '../components/button.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { archiveItems, setRead } from './inbox-actions.ts'
import type { TabView } from './items/inbox-rows.ts'
import { clearSelection, selectAll } from './inbox-selection.ts'
import { putBack } from './items/undo-archive.ts'
import styles from './inbox-toolbar.module.css'

interface SelectionBarProps {
  readonly view: TabView
  /** What the list shows. */
  readonly items: readonly InboxItem[]
  readonly selected: ReadonlySet<string>
}

/** How many items are selected, and what can be done with all of them. */
export function SelectionBar({ view, items, selected }: SelectionBarProps) {
  const picked = items.filter((item) => selected.has(item.id))
  const toRead = picked.some((item) => item.readAt === null)
  const putAllBack = async (): Promise<void> => {
    clearSelection()
    await putBack([...selected])
  }
  const mark = async (): Promise<void> => {
    for (const item of picked) await setRead(item, toRead)
  }
  return (
    <>
      <p className={styles['selected']} role="status">
        {selected.size} selected
      </p>
      {selected.size < items.length && (
        <Button size="s" variant="quiet" onClick={() => selectAll(items.map((item) => item.id))}>
          Select all {items.length}
        </Button>
      )}
      <span className={styles['push']} />
      <Button
        size="s"
        variant="quiet"
        icon={toRead ? <MailOpen aria-hidden="true" /> : <Mail aria-hidden="true" />}
        onClick={() => void mark()}
      >
        {toRead ? 'Mark as read' : 'Mark as unread'}
      </Button>
      {view === 'archived' ? (
        <Button size="s" icon={<ArchiveRestore aria-hidden="true" />} onClick={() => void putAllBack()}>
          Put back
        </Button>
      ) : (
        <Button
          size="s"
          icon={<Archive aria-hidden="true" />}
          onClick={() => void archiveItems([...selected])}
        >
          Archive selected
        </Button>
      )}
      <IconButton
        size="s"
        label="Clear the selection"
        keys={['Esc']}
        icon={<X aria-hidden="true" />}
        onClick={clearSelection}
      />
    </>
  )
}
