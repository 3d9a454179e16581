import { ArrowUpRight, CheckSquare, Ellipsis, ListFilter, Mail, MailOpen } from 'lucide-react'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { IconButton } from '../../components/icon-button.tsx'
import { Menu, type MenuEntry } from '../../components/menu.tsx'
import { goTo } from '../../main-window/place-store.ts'
import { scheduleStore } from '../../stores/schedule-store.ts'
import { setRead } from '../inbox-actions.ts'
import { useInboxPlace } from '../inbox-place.ts'
import { toggleSelected } from '../inbox-selection.ts'

interface ItemMenuProps {
  readonly item: InboxItem
  readonly selected: boolean
}

/** What is done with an item less often. */
export function ItemMenu({ item, selected }: ItemMenuProps) {
  const { id, readAt, runId, scheduleId, conversationId } = item
  const schedule = scheduleStore.use((state) =>
    scheduleId === null ? undefined : state.byId.get(scheduleId),
  )
  const entries: MenuEntry[] = [
    {
      kind: 'item',
      label: readAt === null ? 'Mark as read' : 'Mark as unread',
      icon: readAt === null ? <MailOpen aria-hidden="true" /> : <Mail aria-hidden="true" />,
      keys: ['U'],
      onSelect: () => void setRead(item, readAt === null),
    },
    {
      kind: 'item',
      label: selected ? 'Do not select' : 'Select',
      icon: <CheckSquare aria-hidden="true" />,
      keys: ['X'],
      onSelect: () => toggleSelected(id),
    },
    ...(conversationId === null
      ? []
      : [
          {
            kind: 'item' as const,
            label: 'Open the conversation',
            icon: <ArrowUpRight aria-hidden="true" />,
            onSelect: () => goTo({ screen: 'conversations', conversationId }),
          },
        ]),
    ...(runId === null
      ? []
      : [
          {
            kind: 'item' as const,
            label: 'Show the run',
            icon: <ArrowUpRight aria-hidden="true" />,
            onSelect: () => goTo({ screen: 'runs', runId }),
          },
        ]),
    ...(schedule === undefined
      ? []
      : [
          {
            kind: 'item' as const,
            label: `Only “${schedule.title}”`,
            icon: <ListFilter aria-hidden="true" />,
            onSelect: () => useInboxPlace.setState({ scheduleId: schedule.id }),
          },
        ]),
  ]
  return (
    <Menu
      align="end"
      trigger={<IconButton size="s" label="More" icon={<Ellipsis aria-hidden="true" />} />}
      entries={entries}
    />
  )
}
