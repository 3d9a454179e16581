import {
  Bell,
  Brain,
  CalendarClock,
  FilePen,
  FilePlus2,
  FileSearch,
  FileSymlink,
  FileText,
  Folder,
  Globe,
  GraduationCap,
  type LucideIcon,
  MessageCircleQuestion,
  Plug,
  Search,
  SquareTerminal,
  Trash2,
  Wrench,
} from 'lucide-react'

const known: Readonly<Record<string, LucideIcon>> = {
  read_file: FileText,
  write_file: FilePlus2,
  edit_file: FilePen,
  move_file: FileSymlink,
  delete_file: Trash2,
  list_directory: Folder,
  search_files: FileSearch,
  find_files: FileSearch,
  glob: FileSearch,
  grep: FileSearch,
  schedule_task: CalendarClock,
  list_schedules: CalendarClock,
  cancel_schedule: CalendarClock,
  wake_up_later: CalendarClock,
  notify_user: Bell,
  ask_user: MessageCircleQuestion,
  web_search: Search,
  web_fetch: Globe,
}

/** For names that are not known one by one. */
const byWords: readonly (readonly [RegExp, LucideIcon])[] = [
  [/^mcp__/, Plug],
  [/command|shell|bash|terminal/, SquareTerminal],
  [/memory|notes/, Brain],
  [/skill/, GraduationCap],
  [/delete|remove|trash/, Trash2],
  [/edit|patch|replace/, FilePen],
  [/write|create/, FilePlus2],
  [/move|rename/, FileSymlink],
  [/glob|grep|find/, FileSearch],
  [/search/, Search],
  [/web|fetch|http/, Globe],
  [/read|view/, FileText],
]

/** The picture of a tool. */
export function toolIcon(name: string): LucideIcon {
  return known[name] ?? byWords.find(([words]) => words.test(name))?.[1] ?? Wrench
}

/** Whether the tool runs commands: its output is worth seeing while it comes, and its input is code. */
export function isCommandTool(name: string): boolean {
  return !name.startsWith('mcp__') && /command|shell|bash|terminal/.test(name)
}

const onlyReads = new Set([
  'read_file',
  'list_directory',
  'search_files',
  'find_files',
  'memory',
  'use_skill',
  'glob',
  'grep',
  'ask_user',
  'notify_user',
  'schedule_task',
  'list_schedules',
  'cancel_schedule',
  'wake_up_later',
  'web_search',
  'web_fetch',
])

/** Whether a call of the tool may have changed files, so that it is worth asking which. */
export function mayChangeFiles(name: string): boolean {
  return !onlyReads.has(name)
}
