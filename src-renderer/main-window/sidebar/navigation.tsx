import { CalendarClock, History, Inbox, type LucideIcon, MessagesSquare, Settings2 } from 'lucide-react'
import { useId } from 'react'
import { Badge } from '../../components/badge.tsx'
import { toastError } from '../../components/toast.ts'
import { useInboxCounts } from '../../stores/inbox-store.ts'
import { call } from '../../transport/call.ts'
import { goTo, type Screen, usePlace } from '../place-store.ts'
import styles from './navigation.module.css'

async function showSettings(tab?: 'Schedules'): Promise<void> {
  const result = await call('app.showSettings', tab ? { tab } : {})
  if (!result.ok) toastError(result.error)
}

export function Navigation() {
  const { waiting, unread } = useInboxCounts()
  return (
    <nav aria-label="Main" className={styles['navigation']}>
      <ScreenLink screen="conversations" name="Conversations" icon={MessagesSquare} />
      <ScreenLink
        screen="inbox"
        name="Inbox"
        icon={Inbox}
        note={inboxNote(waiting, unread)}
        badge={<Badge count={waiting || unread} tone={waiting > 0 ? 'hazel' : 'stone'} />}
      />
      <ScreenLink screen="runs" name="Runs" icon={History} />
      <Link
        name="Schedules"
        icon={CalendarClock}
        target="schedules"
        onFollow={() => void showSettings('Schedules')}
      />
      <Link name="Settings" icon={Settings2} target="settings" onFollow={() => void showSettings()} />
    </nav>
  )
}

function inboxNote(waiting: number, unread: number): string {
  if (waiting > 0) return `${waiting} waiting for you`
  return unread > 0 ? `${unread} unread` : ''
}

interface LinkProps {
  readonly name: string
  readonly icon: LucideIcon
  readonly target: string
  readonly current?: boolean
  /** What the badge says, in words; a description, so that the name stays the plain one. */
  readonly note?: string
  readonly badge?: React.ReactNode
  onFollow(): void
}

function Link({ name, icon: Icon, target, current, note, badge, onFollow }: LinkProps) {
  const noteId = useId()
  return (
    <>
      <a
        href={`#${target}`}
        className={styles['link']}
        aria-current={current ? 'page' : undefined}
        aria-describedby={note ? noteId : undefined}
        onClick={(event) => {
          event.preventDefault()
          onFollow()
        }}
      >
        <Icon aria-hidden="true" />
        {name}
        <span className={styles['badge']} aria-hidden="true">
          {badge}
        </span>
      </a>
      {note && (
        <span id={noteId} hidden>
          {note}
        </span>
      )}
    </>
  )
}

function ScreenLink({
  screen,
  ...rest
}: Omit<LinkProps, 'target' | 'current' | 'onFollow'> & { readonly screen: Screen }) {
  const current = usePlace((place) => place.screen === screen)
  return <Link {...rest} target={screen} current={current} onFollow={() => goTo({ screen })} />
}
