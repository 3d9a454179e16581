import { useEffect, useState } from 'react'
import type { InboxItem } from '../../../src-shared/domain/inbox-item.ts'
import { toast } from '../../components/toast.ts'
import { goTo, usePlace } from '../../main-window/place-store.ts'
import { inboxStore, loadMoreInbox, pageOf, useInboxPaging } from '../../stores/inbox-store.ts'
import type { InboxView } from '../../stores/inbox-view.ts'
import { call } from '../../transport/call.ts'

/** More pages than an inbox of years has; a loop must end. */
const mostPages = 100

function itemOf(questionId: string): InboxItem | undefined {
  return [...inboxStore.use.getState().byId.values()].find(
    (item) => item.questionId === questionId || item.sameQuestionIds.includes(questionId),
  )
}

/** Where the item of a question may be, the likeliest first. */
async function viewsToLook(questionId: string): Promise<readonly InboxView[]> {
  const question = await call('questions.get', { id: questionId })
  if (!question.ok) return question.error.code === 'not_found' ? [] : ['needs-you', 'archived']
  return question.data.status === 'open' ? ['needs-you', 'snoozed', 'archived'] : ['finished', 'archived']
}

async function findItem(questionId: string): Promise<InboxItem | undefined> {
  for (const view of await viewsToLook(questionId)) {
    for (let page = 0; page < mostPages && !itemOf(questionId); page++) {
      if (!pageOf(useInboxPaging.getState(), view, null).more || !(await loadMoreInbox(view))) break
    }
  }
  return itemOf(questionId)
}

/**
 * Takes the question that a notification, the tray or a link asked for: loads its item if it is not loaded yet and
 * hands it over once. Returns whether it is being looked for.
 */
export function useAskedQuestion(ready: boolean, onFound: (item: InboxItem) => void): boolean {
  const questionId = usePlace((place) => (place.screen === 'inbox' ? place.questionId : null))
  const [searching, setSearching] = useState(false)
  useEffect(() => {
    if (!ready || questionId === null) return
    let left = false
    const known = itemOf(questionId)
    const found = known ? Promise.resolve(known) : findItem(questionId)
    if (!known) setSearching(true)
    void found.then((item) => {
      if (left) return
      setSearching(false)
      // Taken: asking for the same question again is a new request.
      goTo({ screen: 'inbox' })
      if (item) onFound(item)
      else toast('That question is not in the inbox any more.')
    })
    return () => {
      left = true
      setSearching(false)
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a request is taken once, whatever the callback is by then
  }, [ready, questionId])
  return searching
}
