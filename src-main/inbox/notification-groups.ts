import type { DesktopNotification, Notifier } from './notifier.ts'

/** More than so many within a minute become one. */
const mostByThemselves = 3
const minuteMs = 60_000
/** How many of a group are named. */
const mostNamed = 4

const groupKey = 'group'

/**
 * Notifications that come one by one are shown one by one. When more than three come within a minute, they and what
 * follows become one that names them, until nothing has come for a minute. Only what is shown is remembered here: each is
 * in the inbox by itself.
 */
export function createNotificationGroups(notifier: Pick<Notifier, 'show' | 'withdraw'>, now: () => number) {
  /** Shown by themselves within the last minute, and those of the group: what each says, by key. */
  let recent: { readonly at: number; readonly notification: DesktopNotification }[] = []
  const group = new Map<string, DesktopNotification>()
  let grewAt = -Infinity

  const showGroup = (): Promise<boolean> => {
    const all = [...group.values()]
    const names = all.slice(-mostNamed).map(headline)
    const more = all.length - names.length
    return notifier.show({
      key: groupKey,
      title: `${all.length} things from Dormouse`,
      body: [...names, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'),
      place: { screen: 'inbox' },
      urgent: all.some(({ urgent }) => urgent),
    })
  }

  return {
    /** Whether the desktop took it, by itself or in the group. */
    show(notification: DesktopNotification): Promise<boolean> {
      const at = now()
      const { key } = notification
      recent = recent.filter((each) => Math.abs(at - each.at) < minuteMs && each.notification.key !== key)
      const isGrowing = group.size > 0 && Math.abs(at - grewAt) < minuteMs
      if (!isGrowing && !group.has(key) && recent.length < mostByThemselves) {
        recent.push({ at, notification })
        return notifier.show(notification)
      }
      if (group.size === 0) {
        for (const each of recent) {
          group.set(each.notification.key, each.notification)
          notifier.withdraw(each.notification.key)
        }
        recent = []
      }
      group.set(key, notification)
      grewAt = at
      return showGroup()
    },

    withdraw(key: string): void {
      recent = recent.filter((each) => each.notification.key !== key)
      if (!group.delete(key)) {
        notifier.withdraw(key)
        return
      }
      const [last] = group.values()
      if (group.size > 1) void showGroup()
      else notifier.withdraw(groupKey)
      // The last one of a group speaks for itself again, with what it can be answered by.
      if (group.size === 1 && last) {
        group.clear()
        void notifier.show(last)
      }
    },
  }
}

/** One line of several. */
export function headline({ title, body }: Pick<DesktopNotification, 'title' | 'body'>): string {
  const [first = ''] = body.split('\n')
  const line = first === '' ? title : `${title}: ${first}`
  return line.length > 100 ? `${line.slice(0, 99)}…` : line
}
