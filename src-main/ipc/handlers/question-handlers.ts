import type { InboxDesk } from '../../inbox/inbox-desk.ts'
import { notFound } from '../../platform/route-failure.ts'
import type { AnswerDesk } from '../../questions/answer-desk.ts'
import type { SecretDesk } from '../../secrets/secret-desk.ts'
import type { Core } from '../../store/core.ts'
import type { Handlers } from '../route-handlers.ts'

type Routes = Pick<
  Handlers,
  Extract<
    keyof Handlers,
    `questions.${string}` | `inbox.${string}` | `grants.${string}` | `secrets.${string}`
  >
>

export function questionHandlers(
  core: Core,
  answers: AnswerDesk,
  inbox: InboxDesk,
  secrets: SecretDesk,
): Routes {
  const { stores, unitOfWork } = core
  return {
    'questions.list': (filter) => stores.questions.list(filter),
    'questions.get': ({ id }) => {
      const question = stores.questions.get(id)
      if (!question) throw notFound('There is no such question. It may have been removed.')
      return question
    },
    'questions.answer': ({ id, answer, via, same }, caller) =>
      answers.answer(id, answer, via ?? (caller.via === 'window' ? 'inbox' : 'command line'), same),
    'inbox.list': ({ filter = 'all', limit = 200, ...page }) => stores.inbox.list(filter, { ...page, limit }),
    'inbox.counts': () => stores.inbox.counts(),
    'inbox.markUnread': ({ id }) => inbox.markUnread(id),
    'inbox.unarchive': ({ id }) => inbox.unarchive(id),
    'inbox.archiveMany': (which) => inbox.archiveMany(which),
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
    'secrets.list': () => secrets.list(),
    'secrets.set': ({ id, value }) => secrets.set(id, value),
    'secrets.remove': ({ id }) => {
      secrets.remove(id)
      return {}
    },
  }
}
