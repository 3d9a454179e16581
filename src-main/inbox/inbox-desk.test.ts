import { afterEach, beforeEach, expect, it } from 'vitest'
import { questionKey } from './delivery.ts'
import { createInboxWorld } from './testing/inbox-world.ts'

let world: ReturnType<typeof createInboxWorld>
beforeEach(() => {
  world = createInboxWorld()
})
afterEach(() => world.end())

function tellOf(count: number): string[] {
  return world.unitOfWork.run((work) => {
    const about = { runId: null, questionId: null, conversationId: null }
    return Array.from({ length: count }, (_, n) => {
      const words = { kind: 'result', title: `Result ${n}`, body: '' } as const
      return world.delivery.item({ ...words, ...about }, work).id
    })
  })
}
const inboxEvents = () => world.events.flatMap((each) => (each.event === 'inbox.changed' ? [each.data] : []))

it('a few that are archived together are told of one by one, each as its row then is', () => {
  const ids = tellOf(3)
  const before = inboxEvents().length
  expect(world.desk.archiveMany({ ids: [...ids, 'gone'] })).toEqual({ archived: 3 })
  const told = inboxEvents().slice(before)
  expect(new Set(told.map(({ item }) => item?.id))).toEqual(new Set(ids))
  expect(told).toHaveLength(3)
  for (const { item, ...counts } of told) {
    expect(item).toEqual(world.stores.inbox.get(item?.id ?? ''))
    expect(counts).toEqual({ waiting: 0, unread: 0 })
  }
  expect(world.desk.archiveMany({ ids })).toEqual({ archived: 0 })
})

it('a thousand that are archived together are one event, on which windows read the inbox again', () => {
  const ids = tellOf(1000)
  const before = inboxEvents().length
  expect(world.desk.archiveMany({ ids })).toEqual({ archived: 1000 })
  expect(inboxEvents().slice(before)).toEqual([{ waiting: 0, unread: 0, item: null }])
  expect(world.stores.inbox.list('archived', { limit: 2000 })).toHaveLength(1000)
})

it('archiving many is all or nothing', () => {
  const ids = tellOf(30)
  world.whileDiskIsFull(() => {
    expect(() => world.desk.archiveMany({ ids })).toThrow('full')
    expect(() => world.desk.archiveMany({ filter: 'finished' })).toThrow('full')
  })
  expect(world.stores.inbox.list('archived', { limit: 100 })).toEqual([])
})

it('archiving by view never touches an open question', () => {
  const [question] = world.ask('s', 'Deploy?')
  tellOf(2)
  expect(world.desk.archiveMany({ filter: 'finished' })).toEqual({ archived: 2 })
  expect(world.desk.archiveMany({ filter: 'failed' })).toEqual({ archived: 0 })
  expect(world.needsYou()).toMatchObject([{ questionId: question?.id }])
})

it('an open question that is archived is hidden and leaves the desktop, and is not answered', () => {
  const [question] = world.ask('s', 'Deploy?')
  const [item] = world.needsYou()
  const key = questionKey(question?.id ?? '')
  world.desk.archiveMany({ ids: [item?.id ?? ''] })
  expect(world.needsYou()).toEqual([])
  expect(world.desktop.withdrawn).toEqual([key])
  expect(world.stores.questions.get(question?.id ?? '')?.status).toBe('open')

  world.desk.unarchive(item?.id ?? '')
  expect(world.needsYou()).toMatchObject([{ id: item?.id }])
  world.answer(question?.id ?? '')
  expect(world.needsYou()).toEqual([])
})

it('what was read can be unread again', () => {
  const [id = ''] = tellOf(1)
  expect(world.desk.markRead(id).readAt).toBe(world.clock.now())
  expect(world.desk.markUnread(id).readAt).toBeNull()
  expect(inboxEvents().at(-1)).toMatchObject({ unread: 1, item: { id, readAt: null } })
  expect(() => world.desk.markUnread('gone')).toThrow('no such inbox item')
})

it('a question that is answered while it sleeps is among what is finished at once', () => {
  const [question] = world.ask('s', 'Deploy?')
  const [item] = world.needsYou()
  world.desk.snooze(item?.id ?? '', world.clock.now() + 60_000)
  expect(world.stores.inbox.list('snoozed', { limit: 10 })).toHaveLength(1)
  world.answer(question?.id ?? '')
  expect(world.stores.inbox.list('finished', { limit: 10 })).toMatchObject([
    { id: item?.id, snoozedUntil: null },
  ])
  const before = world.desktop.shown.length
  world.clock.advance(60_000)
  expect(world.desktop.shown).toHaveLength(before)
})

it('many that end their sleep at once are all shown again', () => {
  const ids = tellOf(120)
  const until = world.clock.now() + 60_000
  world.unitOfWork.run(() => {
    for (const id of ids) world.stores.inbox.snooze(id, until)
  })
  world.desk.snoozed.look()
  expect(world.stores.inbox.list('finished', { limit: 200 })).toEqual([])
  world.clock.advance(60_000)
  expect(world.stores.inbox.list('finished', { limit: 200 })).toHaveLength(120)
})
