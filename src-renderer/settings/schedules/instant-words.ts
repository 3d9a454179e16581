const day = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
const withYear = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
})
const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const seconds = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** An instant to plan by: "Mon 23 Nov, 09:00"; with seconds or the year where they matter. In the system's zone. */
export function instantWords(at: number, now: number): string {
  const date = new Date(at)
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  const time = (date.getSeconds() === 0 ? minutes : seconds).format(at)
  return `${(sameYear ? day : withYear).format(at).replace(',', '')}, ${time}`
}
