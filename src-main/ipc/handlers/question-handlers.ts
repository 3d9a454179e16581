import type { InboxDesk } from '../../inbox/inbox-desk.ts'
import { inSlices } from '../../platform/in-slices.ts'
import { notFound } from '../../platform/route-failure.ts'
import type { AnswerDesk } from '../../questions/answer-desk.ts'
import type { SearchDesk } from '../../search/search-desk.ts'
import type { SecretDesk } from '../../secrets/secret-desk.ts'
import type { Core } from '../../store/core.ts'
import { rowsInSlices } from '../../store/rows-in-slices.ts'
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
  searchInbox: SearchDesk['inbox'],
): Routes {
  const { stores, unitOfWork } = core
  return {
    'questions.list': (filter) =>
      filter.limit === undefined
        ? inSlices(rowsInSlices(stores.questions.ids(filter), stores.questions.byIds))
        : stores.questions.list(filter),
    'questions.get': ({ id }) => {
      const question = stores.questions.get(id)
      if (!question) throw notFound('There is no such question. It may have been removed.')
      return question
    },
    'questions.answer': ({ id, answer, via, same }, caller) =>
      answers.answer(id, answer, via ?? (caller.via === 'window' ? 'inbox' : 'command line'), same),
    'inbox.list': ({ filter = 'all', limit = 200, ...page }) =>
      // A letter that most of 100,000 items hold takes long.
      page.search === undefined || page.search.trim() === ''
        ? stores.inbox.list(filter, { ...page, limit })
        : searchInbox(filter, { ...page, limit }),
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
