import { describe, expect, it } from 'vitest'
import { createFakeBridge } from '../dev/fake-bridge.ts'
import { resetStores } from '../dev/reset-stores.ts'
import { inboxRow, questionRow } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import {
  inboxPageSize,
  inboxStore,
  inboxView,
  loadInbox,
  loadMoreInbox,
  useInboxPaging,
} from './inbox-store.ts'

describe('the pages of the inbox', () => {
  it('leave nothing out between the newest page and an old question that still waits', async () => {
    resetStores()
    const world = emptyWorld()
    const question = questionRow({ id: 'q', deliverTo: 'c', askedAt: 1 })
    world.questions = [question]
    world.inbox = [
      inboxRow({ id: 'old', kind: 'question', at: 1, question }),
      ...Array.from({ length: 2 * inboxPageSize + 50 }, (_, index) =>
        // Several items of one instant, as one transaction makes them.
        inboxRow({ id: `i-${index}`, at: 1000 + Math.floor(index / 3) }),
      ),
    ]
    Object.assign(window, { dormouse: createFakeBridge(world) })
    await loadInbox()
    expect(inboxStore.use.getState().byId.has('old')).toBe(true)
    for (let page = 0; page < 5 && useInboxPaging.getState().more.all; page++) await loadMoreInbox('all')
    expect(inboxView(inboxStore.use.getState().byId, 'all')).toHaveLength(world.inbox.length)
    expect(useInboxPaging.getState().more.all).toBe(false)
  })
})
