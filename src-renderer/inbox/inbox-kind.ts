import {
  Bell,
  CircleAlert,
  CircleCheck,
  CirclePause,
  Clock,
  Info,
  type LucideIcon,
  MessageCircleQuestion,
} from 'lucide-react'
import type { Incident } from '../../src-shared/domain/incident.ts'
import type { InboxKind } from '../../src-shared/domain/inbox-item.ts'
import type { Tone } from '../components/tone.ts'

/** How a kind of item looks: its icon, its tone, and its name for screen readers. */
export const inboxKinds: Record<
  InboxKind,
  { readonly icon: LucideIcon; readonly tone: Tone; readonly word: string }
> = {
  question: { icon: MessageCircleQuestion, tone: 'hazel', word: 'Question' },
  result: { icon: CircleCheck, tone: 'moss', word: 'Result' },
  failure: { icon: CircleAlert, tone: 'berry', word: 'Failure' },
  missed: { icon: Clock, tone: 'stone', word: 'Missed' },
  reminder: { icon: Bell, tone: 'dusk', word: 'Reminder' },
  system: { icon: Info, tone: 'stone', word: 'From Dormouse' },
}

/** How a trouble looks: its cause while it lasts, and calm once it is settled. */
export function incidentLooks({ scope, closedAt }: Incident): {
  readonly icon: LucideIcon
  readonly tone: Tone
} {
  if (closedAt !== null) return { icon: CircleCheck, tone: 'stone' }
  return scope === 'model' ? { icon: CirclePause, tone: 'hazel' } : { icon: CircleAlert, tone: 'berry' }
}
