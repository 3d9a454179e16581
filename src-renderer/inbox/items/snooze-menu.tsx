import { AlarmClock } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { relativeTime } from '../../components/format-time.ts'
import { Menu } from '../../components/menu.tsx'
import { toast, toastError } from '../../components/toast.ts'
import { useNow } from '../../platform/use-now.ts'
import { inboxStore } from '../../stores/inbox-store.ts'
import { call } from '../../transport/call.ts'
import { snoozeTimes } from './snooze-times.ts'

/** Puts what needs the user out of sight until a time. */
export function SnoozeMenu({ itemId }: { readonly itemId: string }) {
  const now = useNow()
  const snooze = async (until: number): Promise<void> => {
    const result = await call('inbox.snooze', { id: itemId, until })
    if (!result.ok) return toastError(result.error)
    inboxStore.put(result.data)
    toast(`Snoozed. Dormouse shows it again: ${relativeTime(until, now)}.`)
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button size="s" variant="quiet" data-snooze icon={<AlarmClock aria-hidden="true" />}>
          Snooze
        </Button>
      }
      entries={snoozeTimes(now).map(({ label, hint, until }) => ({
        kind: 'item',
        label,
        hint,
        onSelect: () => void snooze(until),
      }))}
    />
  )
}
