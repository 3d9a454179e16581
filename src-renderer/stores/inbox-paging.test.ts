import { describe, expect, it } from 'vitest'
import { createFakeBridge } from '../dev/fake-bridge.ts'
import { resetStores } from '../dev/reset-stores.ts'
import { inboxRow, questionRow } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import { inboxPageSize, inboxStore, loadInbox, loadMoreInbox, pageOf, useInboxPaging } from './inbox-store.ts'
import { viewOf } from './inbox-view.ts'

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
    const more = () => pageOf(useInboxPaging.getState(), 'finished', null).more
    for (let page = 0; page < 5 && more(); page++) await loadMoreInbox('finished')
    expect(inboxStore.use.getState().byId.size).toBe(world.inbox.length)
    expect(more()).toBe(false)
  })

  it('of one schedule are pages of their own, until the whole view is there', async () => {
    resetStores()
    const world = emptyWorld()
    world.inbox = Array.from({ length: inboxPageSize + 50 }, (_, index) =>
      inboxRow({ id: `i-${index}`, at: 1000 - index, scheduleId: index % 30 === 0 ? 's' : null }),
    )
    Object.assign(window, { dormouse: createFakeBridge(world) })
    await loadInbox()
    await loadMoreInbox('finished', 's')
    const { byId } = inboxStore.use.getState()
    expect([...byId.values()].filter((item) => item.scheduleId === 's')).toHaveLength(5)
    expect(pageOf(useInboxPaging.getState(), 'finished', 's').more).toBe(false)
    expect(pageOf(useInboxPaging.getState(), 'finished', null).more).toBe(true)
  })

  it('put each item into one view at a time', () => {
    const open = questionRow({ id: 'q', deliverTo: 'c' })
    const row = { id: 'i', question: open, kind: 'question' } as const
    expect(viewOf(inboxRow(row))).toBe('needs-you')
    expect(viewOf(inboxRow({ ...row, snoozedUntil: 2000 }))).toBe('snoozed')
    expect(viewOf(inboxRow({ ...row, archivedAt: 1 }))).toBe('archived')
    expect(viewOf(inboxRow({ ...row, question: { ...open, status: 'expired' } }))).toBe('finished')
    expect(viewOf(inboxRow({ id: 'i', kind: 'missed' }))).toBe('failed')
  })
})
