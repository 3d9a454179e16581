import {
  Bell,
  CircleAlert,
  CircleCheck,
  Clock,
  Info,
  type LucideIcon,
  MessageCircleQuestion,
} from 'lucide-react'
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
