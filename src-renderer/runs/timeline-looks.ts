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

type Tone = 'plain' | 'dusk' | 'hazel' | 'moss' | 'berry'

/** How a kind of event looks in the timeline. `tone` is a class of run-timeline.module.css. */
export const timelineLooks: Record<RunEventKind, { readonly icon: LucideIcon; readonly tone: Tone }> = {
  created: { icon: CalendarClock, tone: 'plain' },
  started: { icon: Play, tone: 'dusk' },
  'model-call': { icon: Sparkles, tone: 'plain' },
  message: { icon: MessageSquareText, tone: 'dusk' },
  'tool-started': { icon: Wrench, tone: 'plain' },
  'tool-finished': { icon: Wrench, tone: 'plain' },
  retry: { icon: TimerReset, tone: 'plain' },
  recovered: { icon: RotateCcw, tone: 'plain' },
  asked: { icon: MessageCircleQuestion, tone: 'hazel' },
  answered: { icon: Reply, tone: 'hazel' },
  budget: { icon: Gauge, tone: 'hazel' },
  succeeded: { icon: CircleCheck, tone: 'moss' },
  failed: { icon: CircleAlert, tone: 'berry' },
  cancelled: { icon: Ban, tone: 'plain' },
  skipped: { icon: SkipForward, tone: 'plain' },
  missed: { icon: Clock, tone: 'plain' },
  superseded: { icon: CircleSlash, tone: 'plain' },
  delivered: { icon: Send, tone: 'plain' },
}
