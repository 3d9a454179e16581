import { EmptyState } from '../components/empty-state.tsx'
import { Dormouse } from '../components/dormouse.tsx'

export function EmptyConversation() {
  return (
    <EmptyState picture={<Dormouse mood="asleep" size={92} />} title="All quiet here.">
      Write a message below. Results and questions of the schedules that report here will appear here too.
    </EmptyState>
  )
}
