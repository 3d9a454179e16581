import type { FakeTools, Rehearsal } from './rehearsal.ts'

const texts: Readonly<Record<string, string>> = {
  'notes.txt': 'Buy milk\nTODO call Ada\nSleep well\n',
  'plan.md': '# Plan\n\nFirst think.\n\n## Later\n\nThen do.\n',
  'docs/guide.md': 'How to.\n',
}
const folders: Readonly<Record<string, string>> = {
  '': 'The working directory (4 entries)\ndir  -  docs/\nfile  35  notes.txt\nfile  9000  photo.png\nfile  44  plan.md',
  docs: 'docs/ (1 entry)\nfile  8  guide.md',
}

/** For tests: tools that answer as the application's do; `answer` is what the user says to a question. */
export function tools(answer: string | readonly string[] = 'yes'): FakeTools {
  const answers = [answer].flat()
  return {
    list_directory({ path = '' }) {
      const listing = folders[String(path)]
      if (listing === undefined) throw new Error(`"${String(path)}" does not exist.`)
      return listing
    },
    read_file({ path }) {
      const text = texts[String(path)]
      if (text === undefined) throw new Error(`"${String(path)}" does not exist.`)
      const lines = text.trimEnd().split('\n').length
      return `${String(path)} · ${text.length} bytes · lines 1–${lines}, to the end\n${text.trimEnd()}`
    },
    search_files({ query }) {
      if (query !== 'TODO')
        return `No line matches “${String(query)}” in the working directory (3 files looked at)`
      return '1 line matches “TODO” in the working directory, from 1 file (3 files looked at)\nnotes.txt:2: TODO call Ada'
    },
    run_command: ({ command }) => `$ ${String(command)}\nfine`,
    write_file: ({ path }) => `Wrote ${String(path)}.`,
    edit_file: ({ path }) => `Edited ${String(path)}.`,
    move_file: ({ from, to }) => `Moved ${String(from)} to ${String(to)}.`,
    delete_file: ({ path }) => `Moved ${String(path)} to the trash.`,
    web_fetch: ({ url }) => `The page ${String(url)} says hello.`,
    ask_user: () => answers.shift() ?? 'no more answers',
    ask_for_secret: ({ name }) => `The user gave ${String(name)}. You never see its value, and need not.`,
    notify_user: () => 'The user is being notified.',
    schedule_task: ({ title, when }) =>
      `Scheduled "${String(title)}": ${String(when)}. Next: soon. Id: schedule_9\nIt is armed already.`,
    list_schedules: () =>
      '3 schedules\nschedule_1  "Stretch"  every hour  next: 10:00\nschedule_2  "Check the build"  on weekdays at 09:00  next: Monday\nschedule_3  "Check the mail"  daily at 08:00  paused (by you)',
    cancel_schedule: ({ id }) => `The schedule "${String(id)}" is cancelled.`,
  }
}

/** The inputs of every question that was asked. */
export function asked(session: Rehearsal): readonly Readonly<Record<string, unknown>>[] {
  return session.steps.flat().flatMap((call) => (call.name === 'ask_user' ? [call.input] : []))
}

/** The names of the tools that each step called. */
export function names(session: Rehearsal): string[][] {
  return session.steps.map((step) => step.map((call) => call.name))
}
