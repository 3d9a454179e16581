/** What an incident says: its own text, and that of its inbox item, which says also how often and since when. */
export interface IncidentWords {
  readonly title: string
  readonly body: string
  readonly itemBody: string
}

/** How often something failed, and since when in words. */
export interface Tally {
  readonly failures: number
  readonly since: string
}

/** A schedule that fails again and again. `message` says what happened and what to do. */
export function scheduleWords(name: string, message: string, hasNext: boolean, tally: Tally): IncidentWords {
  const next = hasNext ? 'It is tried again at its next time. Meanwhile you' : 'You'
  const what = `${next} can retry it now, edit it or pause it.`
  return {
    title: `“${name}” keeps failing`,
    body: `${message}\n\n${what}`,
    itemBody: `${message}\n\nIt failed ${times(tally)}. ${what}`,
  }
}

/** A connection that takes no work. */
export function holdWords(name: string, message: string, tally: Tally): IncidentWords {
  const what =
    'What is scheduled on it waits, and goes on by itself as soon as the connection works again: ' +
    'that is tried every 15 minutes. What you ask for yourself is tried at once.'
  return {
    title: `Work with “${name}” is on hold`,
    body: `${message}\n\n${what}`,
    itemBody: `${message}\n\nIt failed ${times(tally)}. ${what}`,
  }
}

/** What a settled incident's inbox item says. */
export interface SettledWords {
  readonly title: string
  readonly body: string
  /** Why it is settled, as its last word. */
  readonly reason: string
}

export function recoveredWords(name: string, at: string, tally: Tally): SettledWords {
  return {
    title: `“${name}” works again`,
    body: `Recovered: it ran at ${at}. Before that it failed ${times(tally)}.`,
    reason: 'It ran again.',
  }
}

/** Nobody tries it any more: `why` is a sentence such as “The schedule was paused.” */
export function droppedWords(name: string, why: string, tally: Tally): SettledWords {
  return {
    title: `“${name}” kept failing`,
    body: `${why} Before that it failed ${times(tally)}.`,
    reason: why,
  }
}

/** `why` is a sentence such as “It works again.” */
export function liftedWords(name: string, why: string, at: string, tally: Tally): SettledWords {
  return {
    title: `Work with “${name}” goes on`,
    body: `${why} Work goes on since ${at}; it was on hold since ${tally.since}.`,
    reason: why,
  }
}

/** The hold is over, but nothing says that the connection works; `why` is a sentence such as “The connection was removed.” */
export function endedHoldWords(name: string, why: string, tally: Tally): SettledWords {
  return { title: `Work with “${name}” was on hold`, body: `${why} It failed ${times(tally)}.`, reason: why }
}

/** The name in a title of this file: of a thing that is gone it is all that is left. */
export function nameIn(title: string): string {
  return /“(.*)”/.exec(title)?.[1] ?? title
}

function times({ failures, since }: Tally): string {
  return failures === 1 ? `once, at ${since}` : `${failures} times since ${since}`
}
