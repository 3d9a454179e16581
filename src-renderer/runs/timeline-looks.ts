import {
  Ban,
  CalendarClock,
  CircleAlert,
  CircleCheck,
  CircleSlash,
  Clock,
  Gauge,
  type LucideIcon,
  MessageCircleQuestion,
  MessageSquareText,
  Play,
  Reply,
  RotateCcw,
  Send,
  SkipForward,
  Sparkles,
  TimerReset,
  Wrench,
} from 'lucide-react'
import type { RunEventKind } from '../../src-shared/domain/run.ts'
import type { Tone } from '../components/tone.ts'

/** How a kind of event looks in the timeline. */
export const timelineLooks: Record<RunEventKind, { readonly icon: LucideIcon; readonly tone: Tone }> = {
  created: { icon: CalendarClock, tone: 'stone' },
  started: { icon: Play, tone: 'dusk' },
  'model-call': { icon: Sparkles, tone: 'stone' },
  message: { icon: MessageSquareText, tone: 'dusk' },
  'tool-started': { icon: Wrench, tone: 'stone' },
  'tool-finished': { icon: Wrench, tone: 'stone' },
  retry: { icon: TimerReset, tone: 'stone' },
  recovered: { icon: RotateCcw, tone: 'stone' },
  asked: { icon: MessageCircleQuestion, tone: 'hazel' },
  answered: { icon: Reply, tone: 'hazel' },
  budget: { icon: Gauge, tone: 'hazel' },
  succeeded: { icon: CircleCheck, tone: 'moss' },
  failed: { icon: CircleAlert, tone: 'berry' },
  cancelled: { icon: Ban, tone: 'stone' },
  skipped: { icon: SkipForward, tone: 'stone' },
  missed: { icon: Clock, tone: 'stone' },
  superseded: { icon: CircleSlash, tone: 'stone' },
  delivered: { icon: Send, tone: 'stone' },
}
