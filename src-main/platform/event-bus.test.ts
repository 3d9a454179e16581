import { expect, it } from 'vitest'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { createEventBus } from './event-bus.ts'

const gone = (id: string): AppEvent => ({ event: 'conversation.changed', data: { id, removed: true } })

it('what a listener publishes on hearing an event is heard after it by everybody', () => {
  const bus = createEventBus((error) => {
    throw error
  })
  const heard: unknown[] = []
  bus.subscribe(({ event, data }) => {
    if (event === 'conversation.changed' && data.id === 'first') bus.publish(gone('second'))
  })
  bus.subscribe((told) => heard.push(told))
  bus.publish(gone('first'))
  bus.publish(gone('third'))
  expect(heard).toEqual([gone('first'), gone('second'), gone('third')])
})

it('a listener that throws keeps nobody from hearing, now or later', () => {
  const complaints: unknown[] = []
  const bus = createEventBus((error) => complaints.push(error))
  const heard: unknown[] = []
  bus.subscribe(() => {
    throw new Error('deaf')
  })
  bus.subscribe((told) => heard.push(told))
  bus.publish(gone('first'))
  bus.publish(gone('second'))
  expect(heard).toEqual([gone('first'), gone('second')])
  expect(complaints).toHaveLength(2)
})
