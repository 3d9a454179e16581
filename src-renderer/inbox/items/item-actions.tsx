import { Archive, ArchiveRestore, ArrowUpRight } from 'lucide-react'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { Button } from '../../components/button.tsx'
import { isUnsettled } from '../../stores/inbox-view.ts'
import { archiveItem, canOpen, openItem } from '../inbox-actions.ts'
import { ItemMenu } from './item-menu.tsx'
import { SnoozeMenu } from './snooze-menu.tsx'
import { putBack } from './undo-archive.ts'

interface ItemActionsProps {
  readonly item: InboxItem
  readonly selected: boolean
}

/** What is done with an item as a whole. */
export function ItemActions({ item, selected }: ItemActionsProps) {
  const isArchived = item.archivedAt !== null
  const isOpen = isUnsettled(item)
  return (
    <>
      {isOpen && !isArchived && <SnoozeMenu itemId={item.id} />}
      {!isOpen && !item.question && canOpen(item) && (
        <Button
          size="s"
          variant="quiet"
          icon={<ArrowUpRight aria-hidden="true" />}
          onClick={() => openItem(item)}
        >
          Open
        </Button>
      )}
      {isArchived ? (
        <Button
          size="s"
          variant="quiet"
          icon={<ArchiveRestore aria-hidden="true" />}
          onClick={() => void putBack([item.id])}
        >
          Put back
        </Button>
      ) : (
        <Button
          size="s"
          variant="quiet"
          icon={<Archive aria-hidden="true" />}
          onClick={() => void archiveItem(item)}
        >
          Archive
        </Button>
      )}
      <ItemMenu item={item} selected={selected} />
    </>
  )
}
