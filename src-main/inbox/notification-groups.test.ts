import { beforeEach, expect, it } from 'vitest'
import { createNotificationGroups } from './notification-groups.ts'

let now: number
let isQuiet: boolean
/** What is on the desktop: its key and title. */
let shown: Map<string, string>
let groups: ReturnType<typeof createNotificationGroups>
beforeEach(() => {
  now = 0
  isQuiet = false
  shown = new Map()
  groups = createNotificationGroups(
    {
      show({ key, title }) {
        shown.set(key, title)
        return Promise.resolve(true)
      },
      withdraw: (key) => void shown.delete(key),
    },
    () => now,
    () => isQuiet,
  )
})

const show = (...keys: string[]): void => {
  for (const key of keys)
    void groups.show({ key, title: key, body: '', place: { screen: 'inbox' }, urgent: false })
}

it('a later burst is a group of its own, and does not tell of the earlier one again', () => {
  show('a', 'b', 'c', 'd')
  now += 3_600_000
  show('e', 'f', 'g', 'h', 'i')
  expect([...shown.values()]).toEqual(['4 things from Dormouse', '5 things from Dormouse'])
  groups.withdraw('a')
  expect([...shown.values()]).toEqual(['3 things from Dormouse', '5 things from Dormouse'])
})

it('what an earlier group told of speaks for itself when it is told of anew', () => {
  show('a', 'b', 'c', 'd')
  now += 3_600_000
  show('b')
  expect(shown.get('b')).toBe('b')
  groups.withdraw('b')
  expect([...shown.values()]).toEqual(['4 things from Dormouse'])
})

it('while it is quiet nothing is shown because another one was withdrawn', () => {
  show('a', 'b', 'c', 'd')
  isQuiet = true
  for (const key of ['a', 'b', 'c']) groups.withdraw(key)
  expect([...shown.values()]).toEqual(['4 things from Dormouse'])
  groups.withdraw('d')
  expect(shown.size).toBe(0)
})

it('after the last of a group speaks for itself the next one does too', () => {
  show('a', 'b', 'c', 'd')
  for (const key of ['a', 'b', 'c']) groups.withdraw(key)
  show('e')
  expect([...shown.values()]).toEqual(['d', 'e'])
})
