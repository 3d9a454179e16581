import type { DesktopNotification, Notifier } from './notifier.ts'

/** More than so many within a minute become one. */
const mostByThemselves = 3
const minuteMs = 60_000
/** How many of a group are named. */
const mostNamed = 4

/** So many earlier groups are remembered, for what is withdrawn of them. */
const mostGroups = 20

const things = (count: number): string => `${count} things from Dormouse`

interface Group {
  readonly key: string
  readonly title: (count: number) => string
  /** What each says, by key. */
  readonly members: Map<string, DesktopNotification>
}

/**
 * Notifications that come one by one are shown one by one. When more than three come within a minute, they and what
 * follows become one that names them, until nothing has come for a minute; later ones have nothing to do with it. Only
 * what is shown is remembered here: each is in the inbox by itself. While it is quiet nothing is shown because of what was
 * withdrawn.
 */
export function createNotificationGroups(
  notifier: Pick<Notifier, 'show' | 'withdraw'>,
  now: () => number,
  isQuiet: () => boolean,
) {
  /** Shown by themselves within the last minute. */
  let recent: { readonly at: number; readonly notification: DesktopNotification }[] = []
  /** Oldest first; only the last one may grow. */
  let groups: Group[] = []
  let begun = 0
  let grewAt = -Infinity

  const showGroup = ({ key, title, members }: Group): Promise<boolean> => {
    const all = [...members.values()]
    return notifier.show({
      key,
      title: title(all.length),
      body: named(all.slice(-mostNamed), all.length),
      place: { screen: 'inbox' },
      urgent: all.some(({ urgent }) => urgent),
    })
  }
  const begin = (title: Group['title'], members: readonly DesktopNotification[]): Group => {
    begun += 1
    const group = { key: `group:${begun}`, title, members: new Map(members.map((each) => [each.key, each])) }
    groups = [...groups, group].slice(-mostGroups)
    return group
  }
  const newGroup = (): Group => {
    const members = recent.map(({ notification }) => notification)
    for (const { key } of members) notifier.withdraw(key)
    recent = []
    return begin(things, members)
  }
  const forget = (group: Group): void => {
    notifier.withdraw(group.key)
    if (group === groups.at(-1)) grewAt = -Infinity
    groups = groups.filter((each) => each !== group)
  }

  return {
    /** Whether the desktop took it, by itself or in the group. */
    show(notification: DesktopNotification): Promise<boolean> {
      const at = now()
      const { key } = notification
      recent = recent.filter((each) => Math.abs(at - each.at) < minuteMs && each.notification.key !== key)
      const last = groups.at(-1)
      const growing = last && Math.abs(at - grewAt) < minuteMs ? last : undefined
      // What an earlier group told of is told of anew.
      const earlier = groups.find((each) => each !== growing && each.members.delete(key))
      if (earlier?.members.size === 0) forget(earlier)
      if (growing === undefined && recent.length < mostByThemselves) {
        recent.push({ at, notification })
        return notifier.show(notification)
      }
      const group = growing ?? newGroup()
      group.members.set(key, notification)
      grewAt = at
      return showGroup(group)
    },

    /** One for all of these, under a title that counts them; what comes later is none of them. */
    together(all: readonly DesktopNotification[], title: Group['title']): Promise<boolean> {
      const [only] = all
      if (only !== undefined && all.length === 1) return notifier.show(only)
      grewAt = -Infinity
      return showGroup(begin(title, all))
    },

    withdraw(key: string): void {
      recent = recent.filter((each) => each.notification.key !== key)
      const group = groups.find(({ members }) => members.delete(key))
      if (group === undefined) {
        notifier.withdraw(key)
        return
      }
      const [last] = group.members.values()
      if (last === undefined) {
        forget(group)
        return
      }
      if (isQuiet()) return
      if (group.members.size > 1) {
        void showGroup(group)
        return
      }
      // The last one of a group speaks for itself again, with what it can be answered by.
      forget(group)
      void notifier.show(last)
    },
  }
}

/** A line for each of those that are named, and one for the rest of `count`. */
export function named(some: readonly Pick<DesktopNotification, 'title' | 'body'>[], count: number): string {
  const more = count - some.length
  return [...some.map(headline), ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

function headline({ title, body }: Pick<DesktopNotification, 'title' | 'body'>): string {
  const [first = ''] = body.split('\n')
  const line = first === '' ? title : `${title}: ${first}`
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
