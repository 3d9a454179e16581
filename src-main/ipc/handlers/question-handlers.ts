import type { InboxDesk } from '../../inbox/inbox-desk.ts'
import { notFound } from '../../platform/route-failure.ts'
import type { AnswerDesk } from '../../questions/answer-desk.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  Extract<keyof Handlers, `questions.${string}` | `inbox.${string}` | `grants.${string}`>
>

export function questionHandlers(core: Core, answers: AnswerDesk, inbox: InboxDesk): Routes {
  const { stores, clock, unitOfWork } = core
  return {
    'questions.list': ({ status, conversationId }) => stores.questions.list({ status, conversationId }),
    'questions.answer': ({ id, answer, via }, caller) =>
      answers.answer(id, answer, via ?? (caller.via === 'window' ? 'inbox' : 'command line')),
    'inbox.list': ({ filter = 'all', before, limit = 200 }) =>
      stores.inbox.list(filter, clock.now(), before ?? null, limit),
    'inbox.markRead': ({ id }) => inbox.markRead(id),
    'inbox.archive': ({ id }) => inbox.archive(id),
    'inbox.snooze': ({ id, until }) => inbox.snooze(id, until),
    'grants.list': (filter) => stores.grants.list(filter),
    'grants.revoke': ({ id }) => {
      const revoked = unitOfWork.run((work) => {
        work.publish('grants.changed', { owner: id })
        return stores.grants.revoke(id)
      })
      if (!revoked) throw notFound('There is no such permission.')
      return {}
    },
  }
}
