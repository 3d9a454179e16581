import type { InboxItem } from '../../src-shared/domain/inbox-item.ts'
import type { ModelPrice } from '../../src-shared/domain/price.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { newId } from '../platform/new-id.ts'
import { now } from '../platform/now.ts'
import { answeredQuestion } from './answered-question.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { fakeUsageSummary } from './fake-usage-summary.ts'
import { Refusal } from './refusal.ts'
import { found, pageAfter, store } from './row-table.ts'
import { runRow } from './rows.ts'
import type { World } from './world.ts'

interface Emitters {
  emit(event: AppEvent): void
  inboxChange(item: InboxItem): void
}

/** The part of the fake main process that questions, secrets, notifications and limits use. */
export function fakePauseRoutes(world: World, { emit, inboxChange }: Emitters): FakeRoutes {
  const listed = world.pauseWorld.listPrices
  const answerOne = (id: string, answer: Parameters<typeof answeredQuestion>[1], via: string) => {
    const question = store(world.questions, answeredQuestion(found(world.questions, id), answer, via))
    emit({ event: 'question.changed', data: question })
    const item = world.inbox.find((one) => one.questionId === id)
    if (item) inboxChange({ ...item, question, readAt: now() })
    return question
  }
  return {
    'questions.list': ({ status, conversationId, after, limit }) =>
      pageAfter(
        world.questions.filter(
          (question) =>
            (!status || question.status === status) &&
            (!conversationId || [question.deliverTo, question.conversationId].includes(conversationId)),
        ),
        after,
        limit,
      ),
    'questions.get': ({ id }) => found(world.questions, id),
    'questions.answer': ({ id, answer, via = 'window', same = false }) => {
      const before = found(world.questions, id)
      if (before.status !== 'open') {
        throw new Refusal('conflict', `This question was already answered from the ${before.answeredVia}.`)
      }
      const item = world.inbox.find((one) => [one.questionId, ...one.sameQuestionIds].includes(id))
      const others = [...(item?.sameQuestionIds ?? []), ...(item?.questionId ? [item.questionId] : [])]
      const question = answerOne(id, answer, via)
      for (const other of same ? others : []) {
        if (other !== id && found(world.questions, other).status === 'open') answerOne(other, answer, via)
      }
      return question
    },
    'secrets.list': () => world.pauseWorld.secrets,
    'secrets.set': ({ id }) => {
      const secret = store(world.pauseWorld.secrets, { ...found(world.pauseWorld.secrets, id), isKept: true })
      emit({ event: 'secrets.changed', data: { owner: secret.scheduleId ?? secret.conversationId ?? '' } })
      return secret
    },
    'secrets.remove': ({ id }) => {
      const secret = found(world.pauseWorld.secrets, id)
      world.pauseWorld.secrets = world.pauseWorld.secrets.filter((one) => one.id !== id)
      emit({ event: 'secrets.changed', data: { owner: secret.scheduleId ?? secret.conversationId ?? '' } })
      return {}
    },
    'notifications.status': () => ({
      ...world.pauseWorld.notifications,
      ...(world.settings.doNotDisturb && { quiet: { until: null } }),
    }),
    'notifications.test': () => ({ shown: world.pauseWorld.notifications.problem === null }),
    'prices.list': () => {
      const yours = Object.entries(world.settings.prices).map(([model, price]): ModelPrice => ({
        model,
        price,
        source: 'yours',
      }))
      const own = new Set(Object.keys(world.settings.prices))
      return [...yours, ...listed.filter((one) => !own.has(one.model))].toSorted((a, b) =>
        a.model.localeCompare(b.model),
      )
    },
    'usage.today': () => world.pauseWorld.today,
    'usage.summary': ({ since = 0 }) => fakeUsageSummary(world, since),
    'runs.continue': ({ id }) => {
      const before = found(world.runs, id)
      if (before.endedAt === null) throw new Refusal('conflict', 'The run is under way.')
      const run = runRow({
        ...before,
        id: newId(),
        origin: 'chat',
        nominalAt: now(),
        startedAt: now(),
        endedAt: null,
        status: 'running',
        result: null,
        turnId: newId(),
      })
      emit({ event: 'run.changed', data: store(world.runs, run) })
      return { run, turnId: run.turnId ?? run.id }
    },
  }
}
