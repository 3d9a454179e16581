import { Dormouse } from '../components/dormouse.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import type { InboxFilter } from './inbox-filter.ts'

/** What an empty list says. */
export function InboxEmpty({ filter }: { readonly filter: InboxFilter }) {
  switch (filter) {
    case 'needs-you':
      return (
        <EmptyState picture={<Dormouse mood="asleep" size={112} />} title="Nothing needs you.">
          Dormouse will wake you when something does.
        </EmptyState>
      )
    case 'all':
      return (
        <EmptyState picture={<Dormouse mood="asleep" size={112} />} title="Nothing here yet.">
          Questions, results and reminders of your schedules arrive here. Ask in a conversation for something
          “every morning”, or add a schedule in Settings.
        </EmptyState>
      )
    case 'archived':
      return (
        <EmptyState picture={<Dormouse mood="asleep" size={112} />} title="Nothing archived.">
          What you archive leaves the inbox and stays here, to be found again.
        </EmptyState>
      )
  }
}
