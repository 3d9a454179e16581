interface Recovered {
  readonly why: 'damaged' | 'missing'
  /** Path of the file that was set aside, `null` if there was none. */
  readonly keptAs: string | null
  /** Epoch ms of the backup that is used now, `null` for a new database. */
  readonly backupAt: number | null
  /** IANA zone in which the user reads times. */
  readonly timeZone: string
}

/** What the user reads in the inbox after the database was replaced. */
export function recoveryWords({ why, keptAs, backupAt, timeZone }: Recovered): {
  readonly title: string
  readonly body: string
} {
  const cause =
    why === 'damaged'
      ? 'The file with your data was damaged.'
      : 'The file with your data was not where Dormouse left it.'
  const kept = keptAs === null ? [] : [`Nothing was deleted: what could not be used is in ${keptAs}.`]
  if (backupAt === null)
    return {
      title: 'Dormouse started with no data',
      body: [cause, 'There is no backup that can be read, so Dormouse started anew.', ...kept].join(' '),
    }
  const when = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone }).format(
    backupAt,
  )
  return {
    title: 'Your data was restored from a backup',
    body: [
      cause,
      `The backup of ${when} took its place.`,
      'What changed after that is missing: look through your schedules and conversations.',
      ...kept,
    ].join(' '),
  }
}
