/** A branch for a run: `dormouse/morning-check-3f9a2c1b`. The end of the id keeps runs of one schedule apart. */
export function branchName(title: string, runId: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return `dormouse/${slug === '' ? 'run' : slug}-${runId.replaceAll(/[^a-z0-9]/g, '').slice(-8)}`
}
