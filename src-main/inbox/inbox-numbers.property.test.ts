import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import { createInboxWorld } from './testing/inbox-world.ts'

type World = ReturnType<typeof createInboxWorld>

/** An item as it should be: its open questions oldest first, the first of which it shows. */
interface Expected {
  readonly key: string | null
  open: string[]
  times: number
  where: 'shown' | 'archived' | 'snoozed'
}

type Step =
  | { readonly kind: 'ask'; readonly schedule: string | null; readonly prompts: readonly string[] }
  | { readonly kind: 'answer' | 'withdraw' | 'answer-same' | 'expire'; readonly of: number }
  | { readonly kind: 'archive' | 'unarchive' | 'snooze' | 'read' | 'unread'; readonly of: number }
  | { readonly kind: 'archive-many' | 'archive-finished' | 'wait' }

const hour = 3_600_000
const of = fc.nat(50)
const kinds = <K extends Step['kind']>(...names: K[]): fc.Arbitrary<K> => fc.constantFrom(...names)
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('ask' as const),
      schedule: fc.constantFrom('s', 's', 't', null),
      prompts: fc.array(fc.constantFrom('One?', 'One?', 'Two?'), { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: kinds('answer', 'withdraw', 'answer-same', 'expire'), of }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kinds('archive', 'unarchive', 'snooze', 'read', 'unread'), of }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kinds('archive-many', 'archive-finished', 'wait') }) },
)

/** What the items should be after each step, by their ids. */
function createModel(world: World) {
  const items = new Map<string, Expected>()
  /** Every question in the order in which it was asked. */
  const order: string[] = []
  const itemOf = (question: string) => [...items.values()].find(({ open }) => open.includes(question))
  const close = (question: string): void => {
    const item = itemOf(question)
    if (!item) return
    item.open = item.open.filter((id) => id !== question)
    if (item.open.length === 0 && item.where === 'snoozed') item.where = 'shown'
  }
  return {
    items,
    close,
    itemOf,
    openQuestions: (): string[] => [...items.values()].flatMap(({ open }) => open),
    asked(schedule: string | null, question: string, prompt: string): void {
      const key = schedule === null ? null : `${schedule} ${prompt}`
      // What one message asks stands by itself; what another run asks joins the oldest that is open.
      const turnOf = (id: string) => world.stores.questions.get(id)?.turnId
      order.push(question)
      const same = order
        .flatMap((id) => {
          const item = itemOf(id)
          return item && key !== null && item.key === key && turnOf(id) !== turnOf(question) ? [item] : []
        })
        .at(0)
      if (same) {
        same.open.push(question)
        same.times++
        if (same.where === 'archived') same.where = 'shown'
        return
      }
      const id = world.stores.inbox.byQuestion(question)?.id
      if (id === undefined) throw new Error('a question has no item')
      items.set(id, { key, open: [question], times: 1, where: 'shown' })
    },
  }
}

function take(world: World, model: ReturnType<typeof createModel>, doing: Step): void {
  // Far enough apart for each to be a notification by itself.
  world.clock.advance(60_000)
  const pick = <T>(from: readonly T[], n: number): T | undefined => from[n % Math.max(from.length, 1)]
  const setWhere = (id: string, where: Expected['where']): void => {
    const item = model.items.get(id)
    if (item) item.where = where
  }
  switch (doing.kind) {
    case 'ask': {
      const questions = world.ask(doing.schedule, ...doing.prompts)
      for (const { id, prompt } of questions) model.asked(doing.schedule, id, prompt)
      return
    }
    case 'answer':
    case 'answer-same':
    case 'withdraw':
    case 'expire': {
      const id = pick(model.openQuestions(), doing.of)
      const question = id === undefined ? undefined : world.stores.questions.get(id)
      if (!question) return
      const { turnId } = question
      const closes: Record<typeof doing.kind, readonly string[]> = {
        answer: [question.id],
        expire: [question.id],
        'answer-same': [...(model.itemOf(question.id)?.open ?? [])],
        withdraw: world.stores.questions.openOfTurn(turnId).map((each) => each.id),
      }
      if (doing.kind === 'withdraw') world.endTurn(turnId)
      else if (doing.kind === 'expire') world.expire(question.id)
      else world.answer(question.id, doing.kind === 'answer-same')
      for (const each of closes[doing.kind]) model.close(each)
      return
    }
    case 'archive-many': {
      const ids = [...model.items.keys()].filter((_, n) => n % 2 === 0)
      world.desk.archiveMany({ ids })
      for (const id of ids) setWhere(id, 'archived')
      return
    }
    case 'archive-finished':
      world.desk.archiveMany({ filter: 'finished' })
      for (const item of model.items.values())
        if (item.open.length === 0 && item.where === 'shown') item.where = 'archived'
      return
    case 'wait':
      world.clock.advance(hour)
      for (const item of model.items.values()) if (item.where === 'snoozed') item.where = 'shown'
      return
    default: {
      const id = pick([...model.items.keys()], doing.of)
      if (id === undefined) return
      if (doing.kind === 'archive') world.desk.archive(id)
      if (doing.kind === 'unarchive') world.desk.unarchive(id)
      if (doing.kind === 'read') world.desk.markRead(id)
      if (doing.kind === 'unread') world.desk.markUnread(id)
      if (doing.kind === 'snooze') world.desk.snooze(id, world.clock.now() + hour)
      if (doing.kind === 'archive') setWhere(id, 'archived')
      if (doing.kind === 'unarchive' && model.items.get(id)?.where === 'archived') setWhere(id, 'shown')
      if (doing.kind === 'snooze') setWhere(id, 'snoozed')
    }
  }
}

/** What stands on the desktop by itself, by key. */
function onScreen(world: World): Set<string> {
  const keys = new Set<string>()
  for (const { key, isShown } of world.told) {
    if (isShown && !key.startsWith('group:')) keys.add(key)
    else keys.delete(key)
  }
  return keys
}

it('whatever is asked, answered, withdrawn, archived and snoozed: the number is that of the items that need the user', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      const world = createInboxWorld()
      try {
        const model = createModel(world)
        for (const doing of steps) {
          take(world, model, doing)
          const wanted = [...model.items].filter(
            ([, { open, where }]) => open.length > 0 && where === 'shown',
          )
          const listed = world.needsYou()
          expect(new Set(listed.map(({ id }) => id))).toEqual(new Set(wanted.map(([id]) => id)))
          expect(world.stores.inbox.counts().waiting).toBe(wanted.length)
          for (const [id, { open, times, where }] of model.items) {
            const item = world.stores.inbox.get(id)
            if (open.length > 0) expect([item?.questionId, ...(item?.sameQuestionIds ?? [])]).toEqual(open)
            expect(item?.timesAsked).toBe(times)
            expect(whereIs(item)).toBe(where)
          }
          checkViews(world, model.items.size)
          // The newest event about an item carries its row as it is, and the numbers as they are.
          const told = world.events.findLast(({ event }) => event === 'inbox.changed')
          if (told?.event === 'inbox.changed') {
            expect(told.data).toMatchObject(world.stores.inbox.counts())
            if (told.data.item) expect(told.data.item).toEqual(world.stores.inbox.get(told.data.item.id))
          }
          const calling = new Set(listed.map(({ questionId }) => `question:${questionId}`))
          for (const key of onScreen(world)) expect(calling).toContain(key)
        }
      } finally {
        world.end()
      }
    }),
    { numRuns: 40 },
  )
})

function whereIs(item: InboxItem | undefined): Expected['where'] {
  if (item?.archivedAt != null) return 'archived'
  return item?.snoozedUntil == null ? 'shown' : 'snoozed'
}

/** Each item is in exactly one view. */
function checkViews(world: World, items: number): void {
  const views = (['needs-you', 'snoozed', 'failed', 'finished', 'archived'] as const).flatMap((view) =>
    world.stores.inbox.list(view, { limit: 500 }).map(({ id }) => id),
  )
  expect(new Set(views).size).toBe(views.length)
  expect(views).toHaveLength(items)
}
