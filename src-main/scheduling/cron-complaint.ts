import { cronCalendar } from './cron-calendar.ts'

const fields = [
  { croner: 'second', name: 'seconds', range: '0 to 59' },
  { croner: 'minute', name: 'minutes', range: '0 to 59' },
  { croner: 'hour', name: 'hours', range: '0 to 23' },
  { croner: 'day', name: 'days of the month', range: '1 to 31' },
  { croner: 'month', name: 'months', range: '1 to 12 or jan to dec' },
  { croner: 'dayOfWeek', name: 'weekdays', range: '0 to 7 (0 and 7 are Sunday) or sun to sat' },
] as const

type Field = (typeof fields)[number]

function outOfRange(field: Field): string {
  return `${field.name} go from ${field.range}`
}

/** Croner counts days and months from zero and fields from the seconds, so its own figures would mislead. */
function inWords(message: string): string {
  const value = /^Invalid value for (\w+)/.exec(message)?.[1]
  const ranged = fields.find((field) => field.croner === (value === 'nearestWeekdays' ? 'day' : value))
  if (ranged !== undefined) return outOfRange(ranged)
  const entry = /^configuration entry (\d) \((.*)\) contains illegal characters/.exec(message)
  const unreadable = entry === null ? undefined : fields[Number(entry[1])]
  if (entry !== null && unreadable !== undefined)
    return `"${entry[2]}" cannot be read; ${outOfRange(unreadable)}`
  if (message.startsWith('nth weekday out of range'))
    return 'after # stands the number of the weekday in the month, 1 to 5 or L'
  if (message.startsWith('From value is larger'))
    return 'a range must go from the smaller value to the larger one'
  if (message.startsWith('Syntax error, steps cannot')) return 'a step is larger than the whole field'
  if (message.includes('illegal stepping: 0')) return 'a step must be at least 1'
  if (message.includes('numeric prefix')) return 'a step follows * or a range, as in */15 or 9-17/2'
  if (/illegal (lower|upper) range|is empty/.test(message)) return 'a range or a list is incomplete'
  if (message.startsWith('@')) return 'it has no times; write five fields, such as 0 9 * * 1-5'
  return message.replace(/^Syntax error, /, '')
}

/** Why a text is no cron expression, as a sentence that says what to write instead, or null when it is one. */
export function cronComplaint(expression: string): string | null {
  const count = expression.trim() === '' ? 0 : expression.trim().split(/\s+/).length
  if (!expression.trim().startsWith('@') && count !== 5 && count !== 6) {
    const given = count === 0 ? 'none was' : count === 1 ? '1 was' : `${count} were`
    return `A cron expression has 5 fields (minute, hour, day of the month, month, weekday), or 6 with seconds first; ${given} given.`
  }
  try {
    cronCalendar(expression)
    return null
  } catch (error) {
    const message = error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error)
    return `The cron expression "${expression}" cannot be used: ${inWords(message)}.`
  }
}
