import { Archive } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../components/button.tsx'
import { ConfirmDialog } from '../components/confirm-dialog.tsx'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { archiveItems, archiveView } from './inbox-actions.ts'
import type { TabView } from './items/inbox-rows.ts'
import { useSelection } from './inbox-selection.ts'
import { SearchField } from './search-field.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { ViewMenu } from './view-menu.tsx'
import styles from './inbox-toolbar.module.css'

interface InboxToolbarProps {
  readonly view: TabView
  /** What the list shows. */
  readonly items: readonly InboxItem[]
  /** Whether these are all of the view: nothing older, no search, no schedule chosen. */
  readonly whole: boolean
  /** Whether a search or a schedule narrows the list. */
  readonly narrowed: boolean
}

/** What is done with the list as a whole. While items are selected it is about them. */
export function InboxToolbar({ view, items, whole, narrowed }: InboxToolbarProps) {
  const selected = useSelection()
  return (
    <div className={styles['toolbar']} role="group" aria-label="This list">
      {selected.size > 0 ? (
        <SelectionBar view={view} items={items} selected={selected} />
      ) : (
        <>
          <SearchField view={view} />
          <ViewMenu />
          {(view === 'failed' || view === 'finished') && items.length > 0 && !narrowed && (
            <ArchiveAll view={view} items={items} whole={whole} />
          )}
        </>
      )}
    </div>
  )
}

interface ArchiveAllProps {
  readonly view: 'failed' | 'finished'
  readonly items: readonly InboxItem[]
  readonly whole: boolean
}

/** So many can be put back one by one; more than that are asked about first. */
const mostToUndo = 200

function ArchiveAll({ view, items, whole }: ArchiveAllProps) {
  const [asking, setAsking] = useState(false)
  const press = (): void => {
    if (whole && items.length <= mostToUndo) void archiveItems(items.map((item) => item.id))
    else setAsking(true)
  }
  return (
    <>
      <Button size="s" variant="quiet" icon={<Archive aria-hidden="true" />} onClick={press}>
        Archive all {view}
      </Button>
      <ConfirmDialog
        open={asking}
        title={`Archive all ${view}?`}
        description="All of them, also the older ones that the list has not shown yet. They stay in Archived, where each can be put back."
        action={`Archive all ${view}`}
        onConfirm={() => archiveView(view)}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
