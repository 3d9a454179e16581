import { assertNever } from '../../../../src-shared/domain/assert-never.ts'
import type { ScheduleWish } from './schedule-wish.ts'
import { call, isRehearsed, type Work } from './work.ts'

interface Row {
  readonly id: string
  readonly title: string
  /** When it fires, in words, and its state. */
  readonly about: string
}

/** Does what is wanted of the schedules through the tools, and says what came of it. */
export function* scheduleWork(wish: ScheduleWish): Work<string> {
  switch (wish.kind) {
    case 'make': {
      const task = wish.remind === null ? { instruction: wish.instruction } : { remind: wish.remind }
      const made = yield* call('schedule_task', { title: wish.title, when: wish.when, ...task })
      if (made.isError) return `I could not schedule that. ${made.text}`
      if (isRehearsed(made)) return `I would have scheduled “${wish.title}” ${wish.when}.`
      // What comes after the id, and in later lines, is for the model.
      return `${made.text.replace(/\s*Id: [\s\S]*$/, '')}\n\nYou find it under **Schedules**, where you can change, pause or remove it.`
    }
    case 'no-time':
      return `When should that be? Say it in one sentence, for example: “In 10 minutes ${lower(wish.what)}”.`
    case 'list': {
      const listed = yield* call('list_schedules', {})
      if (listed.isError) return `I could not read the schedules. ${listed.text}`
      const rows = readRows(listed.text)
      if (rows.length === 0)
        return 'There are no schedules. Say, for example: “Every weekday at 9 remind me to stretch”.'
      return [
        `You have **${rows.length} ${rows.length === 1 ? 'schedule' : 'schedules'}**:`,
        '',
        ...rows.map(shown),
      ].join('\n')
    }
    case 'cancel':
      return yield* cancel(wish.name)
    default:
      return assertNever(wish)
  }
}

function* cancel(name: string): Work<string> {
  const listed = yield* call('list_schedules', {})
  if (listed.isError) return `I could not read the schedules. ${listed.text}`
  const rows = readRows(listed.text)
  const meant = name === '' ? rows : rows.filter((row) => row.id === name || includes(row.title, name))
  const exact = meant.filter((row) => row.title.toLowerCase() === name.toLowerCase())
  const candidates = exact.length === 1 ? exact : meant
  if (rows.length === 0) return 'There are no schedules, so there is nothing to cancel.'
  if (candidates.length === 0) {
    return [`No schedule is named like “${name}”. There are:`, '', ...rows.map(shown)].join('\n')
  }
  let chosen = candidates[0]
  if (candidates.length > 1) {
    // Titles may be the same; with their times people can tell them apart.
    const options = candidates.slice(0, 19).map((row) => `${row.title} – ${row.about}`.slice(0, 400))
    const answer = yield* call('ask_user', {
      question: 'Which schedule should I cancel?',
      options: [...options, 'None of them'],
    })
    chosen = answer.isError ? undefined : candidates[options.indexOf(answer.text.trim())]
    if (chosen === undefined) return 'I left the schedules as they are.'
  }
  if (chosen === undefined) return 'I left the schedules as they are.'
  const gone = yield* call('cancel_schedule', { id: chosen.id })
  if (isRehearsed(gone)) return `I would have cancelled “${chosen.title}”.`
  return gone.isError ? `I could not cancel “${chosen.title}”. ${gone.text}` : gone.text
}

/** Rows such as `schedule_1  "Title"  every day at 9  next: …`, below a line that counts them. */
function readRows(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const match = /^(\S+)\s+"(.*?)"\s+(.+)$/.exec(line)
    return match === null
      ? []
      : [{ id: match[1] ?? '', title: match[2] ?? '', about: (match[3] ?? '').replace(/\s{2,}/g, ', ') }]
  })
}

function shown(row: Row): string {
  return `- **${row.title}** – ${row.about}`
}

function includes(title: string, name: string): boolean {
  return title.toLowerCase().includes(name.toLowerCase())
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1).replace(/[.!]+$/, '')
}
