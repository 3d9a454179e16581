import type { DesktopNotification, Notifier } from './notifier.ts'

/** More than so many within a minute become one. */
const mostByThemselves = 3
const minuteMs = 60_000
/** How many of a group are named. */
const mostNamed = 4

/** So many earlier groups are remembered, for what is withdrawn of them. */
const mostGroups = 20

interface Group {
  readonly key: string
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

  const showGroup = ({ key, members }: Group): Promise<boolean> => {
    const all = [...members.values()]
    return notifier.show({
      key,
      title: `${all.length} things from Dormouse`,
      body: named(all.slice(-mostNamed), all.length),
      place: { screen: 'inbox' },
      urgent: all.some(({ urgent }) => urgent),
    })
  }
  const newGroup = (): Group => {
    begun += 1
    const group: Group = { key: `group:${begun}`, members: new Map() }
    for (const { notification } of recent) {
      group.members.set(notification.key, notification)
      notifier.withdraw(notification.key)
    }
    recent = []
    groups = [...groups, group].slice(-mostGroups)
    return group
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
