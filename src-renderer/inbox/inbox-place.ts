import { create } from 'zustand'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { viewOf } from '../stores/inbox-view.ts'
import type { TabView } from './items/inbox-rows.ts'

interface InboxPlace {
  readonly view: TabView
  /** What is searched for, as it was typed. */
  readonly search: string
  /** The schedule whose items alone are shown. */
  readonly scheduleId: string | null
  readonly grouped: boolean
  /** The heads that are not as they begin: folded groups, the unfolded snoozed ones. */
  readonly toggled: ReadonlySet<string>
  /** The items that waited when the screen was left. */
  readonly waitedAtLeave: ReadonlySet<string>
}

const start: InboxPlace = {
  view: 'needs-you',
  search: '',
  scheduleId: null,
  grouped: false,
  toggled: new Set(),
  waitedAtLeave: new Set(),
}

/** Where the user is in the inbox; kept while another screen is shown, so that what was opened from a list leads back to it. */
export const useInboxPlace = create<InboxPlace>()(() => start)

export function toggleHead(key: string): void {
  useInboxPlace.setState(({ toggled }) => {
    const next = new Set(toggled)
    if (!next.delete(key)) next.add(key)
    return { toggled: next }
  })
}

function waitingIds(byId: ReadonlyMap<string, InboxItem>): ReadonlySet<string> {
  return new Set([...byId.values()].filter((item) => viewOf(item) === 'needs-you').map(({ id }) => id))
}

/** The screen is opened: on what came to need the user since it was left, else where it was. */
export function enterInbox(byId: ReadonlyMap<string, InboxItem>): void {
  const { waitedAtLeave } = useInboxPlace.getState()
  if ([...waitingIds(byId)].some((id) => !waitedAtLeave.has(id)))
    useInboxPlace.setState({ view: 'needs-you', search: '', scheduleId: null })
}

export function leaveInbox(byId: ReadonlyMap<string, InboxItem>): void {
  useInboxPlace.setState({ waitedAtLeave: waitingIds(byId) })
}

export function resetInboxPlace(): void {
  useInboxPlace.setState(start, true)
}
