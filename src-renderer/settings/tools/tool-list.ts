import { BellRing, CalendarClock, FolderSearch, type LucideIcon, MessageCircleQuestion } from 'lucide-react'

/** The tools of this version, by what they may do; kept in step with the tool registry of the main process. */
export const toolGroups: readonly {
  readonly title: string
  readonly icon: LucideIcon
  readonly may: string
  readonly tools: readonly string[]
}[] = [
  {
    title: 'Look at files',
    icon: FolderSearch,
    may: 'Lists folders, reads and searches files inside the working directory. Links and paths that lead out of it are refused, and nothing is ever written.',
    tools: ['list_directory', 'read_file', 'search_files'],
  },
  {
    title: 'Keep schedules',
    icon: CalendarClock,
    may: 'Makes, lists and removes schedules. Whatever it makes appears under Schedules, where you can change or delete it.',
    tools: ['schedule_task', 'list_schedules', 'cancel_schedule'],
  },
  {
    title: 'Ask you',
    icon: MessageCircleQuestion,
    may: 'Stops and waits for your answer, for as long as it takes. Meanwhile no model is called.',
    tools: ['ask_user'],
  },
  {
    title: 'Tell you',
    icon: BellRing,
    may: 'Shows a notification and leaves an item in your inbox.',
    tools: ['notify_user'],
  },
]
