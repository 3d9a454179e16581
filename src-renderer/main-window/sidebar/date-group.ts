const month = new Intl.DateTimeFormat('en-GB', { month: 'long' })
const monthAndYear = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric' })

/** "Today", "Yesterday", "Previous 7 days", "October", "October 2025": days and months of the system's zone. */
export function dateGroup(at: number, now: number): string {
  if (at >= startOfDay(now, 0)) return 'Today'
  if (at >= startOfDay(now, 1)) return 'Yesterday'
  if (at >= startOfDay(now, 7)) return 'Previous 7 days'
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (sameYear ? month : monthAndYear).format(at)
}

/** By the calendar: a day can have 23 hours. */
function startOfDay(now: number, daysBefore: number): number {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBefore).getTime()
}
