/** The lines of a run's account for a place that shows the run's title above: it is not said twice. */
export function accountLines(account: string, title: string): readonly string[] {
  const lines = account.split('\n').filter((line) => line.trim() !== '')
  const [first, ...rest] = lines
  if (first === undefined || title === '' || !first.startsWith(`${title}, `)) return lines
  const left = first.slice(title.length + 2)
  return [`${left.charAt(0).toUpperCase()}${left.slice(1)}`, ...rest]
}
