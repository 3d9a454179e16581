const known: Readonly<Record<string, string>> = {
  ask_user: 'Ask you',
  list_directory: 'List a folder',
  read_file: 'Read a file',
  search_files: 'Search files',
  schedule_task: 'Make a schedule',
  list_schedules: 'Look at the schedules',
  cancel_schedule: 'Remove a schedule',
  notify_user: 'Notify you',
}

/** What a tool does, in words; an unknown one by its name, without underscores. */
export function toolWords(name: string): string {
  const words = known[name]
  if (words !== undefined) return words
  const spaced = name.replaceAll('_', ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
