import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Incident } from '../../src-shared/domain/incident.ts'
import { createFakeBridge, type FakeBridge } from '../dev/fake-bridge.ts'
import { fullWorld } from '../dev/full-world.ts'
import { resetStores } from '../dev/reset-stores.ts'
import { conversationRow, messageRow, questionRow, runRow, textBlocks, turnRow } from '../dev/rows.ts'
import { found, store as storeRow } from '../dev/row-table.ts'
import { conversationStore } from './conversation-store.ts'
import { incidentStore, openHolds } from './incident-store.ts'
import { inboxStore, useInboxCounts } from './inbox-store.ts'
import { viewOf } from './inbox-view.ts'
import { isShownIn, questionStore } from './question-store.ts'
import { runStore } from './run-store.ts'
import { scheduleStore } from './schedule-store.ts'
import { useSettingsStore } from './settings-store.ts'
import { applyEvent, loadStores } from './start-stores.ts'
import { flushDeltas, openThread, useThreadStore } from './thread-store.ts'
import { turnStore } from './turn-store.ts'

const noon = new Date(2026, 10, 21, 12).getTime()
const chat = 'c-release'
let bridge: FakeBridge

beforeEach(() => {
  resetStores()
  bridge = createFakeBridge(fullWorld(noon))
  Object.assign(window, { dormouse: bridge })
  bridge.onEvent(applyEvent)
})
afterEach(resetStores)

/** Everything that the screens show, in a form that can be compared. */
function shown() {
  // What streams in is shown with the next picture.
  flushDeltas()
  const rows = <T extends { readonly id: string }>(byId: ReadonlyMap<string, T>): T[] =>
    [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return structuredClone({
    conversations: rows(conversationStore.use.getState().byId),
    // A question that is closed and belongs to no open chat is shown nowhere.
    questions: rows(questionStore.use.getState().byId).filter(
      (row) => row.status === 'open' || isShownIn(row, chat),
    ),
    inbox: rows(inboxStore.use.getState().byId),
    // A trouble that is settled is shown with its inbox item alone.
    incidents: rows(incidentStore.use.getState().byId).filter((row) => row.closedAt === null),
    counts: useInboxCounts.getState(),
    runs: rows(runStore.use.getState().byId),
    schedules: rows(scheduleStore.use.getState().byId),
    active: rows(turnStore.use.getState().byId),
    settings: useSettingsStore.getState().settings,
    thread: useThreadStore.getState().get(chat),
  })
}

/** A trouble changes, and the inbox item that carries it with it. */
function trouble(incident: Incident): void {
  const { world } = bridge
  const item = world.inbox.find((one) => one.incident?.id === incident.id)
  if (item) {
    item.incident = incident
    const waiting = world.inbox.filter((one) => viewOf(one) === 'needs-you').length
    const unread = world.inbox.filter((one) => one.readAt === null && one.archivedAt === null).length
    bridge.emit({ event: 'inbox.changed', data: { waiting, unread, item: { ...item } } })
  }
  bridge.emit({ event: 'incident.changed', data: storeRow(world.incidents, incident) })
}

/** A busy minute: rows change and events tell of it. */
async function live(): Promise<void> {
  const { world } = bridge
  const turn = turnRow(
    { id: 't-new', conversationId: chat, queuedAt: noon, startedAt: noon },
    { status: 'running' },
  )
  const user = messageRow({
    id: 'm-new',
    conversationId: chat,
    turnId: turn.id,
    at: noon,
    content: textBlocks('And now?'),
  })
  bridge.emit({ event: 'turn.changed', data: storeRow(world.turns, turn) })
  world.messages.push(user)
  bridge.emit({ event: 'message.appended', data: user })
  for (const [offset, text] of [
    [0, 'Now '],
    [4, 'it is done'],
  ] as const) {
    const piece = {
      conversationId: chat,
      turnId: turn.id,
      messageId: 'm-live-2',
      kind: 'text',
      offset,
      text,
    } as const
    bridge.emit({ event: 'message.delta', data: piece })
  }
  world.live.push({
    conversationId: chat,
    turnId: turn.id,
    messageId: 'm-live-2',
    text: 'Now it is done',
    thinking: '',
  })
  const chatRow = conversationRow({ id: 'c-other', title: 'Another', updatedAt: noon })
  bridge.emit({ event: 'conversation.changed', data: storeRow(world.conversations, chatRow) })
  const run = runRow({ id: 'r-new', nominalAt: noon, status: 'queued' })
  bridge.emit({ event: 'run.changed', data: storeRow(world.runs, run) })
  await bridge.call('questions.answer', { id: 'q-name', answer: { kind: 'text', text: 'Holzapfel' } })
  await bridge.call('inbox.markRead', { id: 'i-digest' })
  trouble({ ...found(world.incidents, 'n-prices'), failures: 5, lastAt: noon })
  trouble({ ...found(world.incidents, 'n-credit'), closedAt: noon, closedReason: 'It works again.' })
  await bridge.call('schedules.pause', { id: 's-digest' })
  await bridge.call('schedules.remove', { id: 's-once' })
  await bridge.call('settings.set', { theme: 'dark' })
}

describe('the stores of a window', () => {
  it('opened late hold the same as those of a window that was there all the time', async () => {
    await Promise.all([loadStores(), openThread(chat)])
    await live()
    const early = shown()
    resetStores()
    await Promise.all([loadStores(), openThread(chat)])
    expect(shown()).toEqual(early)
  })

  it('hold the same when everything happens while they load', async () => {
    await live()
    await Promise.all([loadStores(), openThread(chat)])
    const calm = shown()

    resetStores()
    bridge = createFakeBridge(fullWorld(noon))
    Object.assign(window, { dormouse: bridge })
    bridge.onEvent(applyEvent)
    await Promise.all([loadStores(), openThread(chat), live()])
    expect(withoutAnswerTimes(shown())).toEqual(withoutAnswerTimes(calm))
  })

  it('load a conversation again when a piece of an answer was missed', async () => {
    await Promise.all([loadStores(), openThread(chat)])
    const piece = { conversationId: chat, turnId: 't-release', messageId: 'm-gap', kind: 'text' } as const
    bridge.world.live.push({ ...piece, text: 'All of it', thinking: '' })
    bridge.emit({ event: 'message.delta', data: { ...piece, offset: 7, text: 'it' } })
    await expect.poll(() => useThreadStore.getState().get(chat)?.live.at(-1)?.text).toBe('All of it')
  })

  it('tell what could not be loaded, and mend it when asked again', async () => {
    const { call } = bridge
    Object.assign(bridge, { call: () => Promise.reject(new Error('The main process is gone')) })
    await loadStores()
    expect(conversationStore.use.getState().load).toMatchObject({
      kind: 'failed',
      error: { code: 'unavailable' },
    })
    Object.assign(bridge, { call })
    await loadStores()
    expect(conversationStore.use.getState().load.kind).toBe('ready')
  })

  it("keep an inbox item's question as new as the question", async () => {
    await loadStores()
    bridge.emit({
      event: 'question.changed',
      data: questionRow({ id: 'q-name', deliverTo: 'c-invoices', status: 'withdrawn' }),
    })
    expect(inboxStore.use.getState().byId.get('i-name')?.question?.status).toBe('withdrawn')
  })

  it("keep an inbox item's trouble as new as the trouble, and know what is on hold", async () => {
    await loadStores()
    const holds = () => openHolds(incidentStore.use.getState().byId).map((incident) => incident.id)
    expect(holds()).toEqual(['n-credit'])
    trouble({ ...found(bridge.world.incidents, 'n-credit'), closedAt: noon })
    expect(inboxStore.use.getState().byId.get('i-credit')?.incident?.closedAt).toBe(noon)
    expect(holds()).toEqual([])
  })

  it('leave background conversations out of the chats', async () => {
    await loadStores()
    bridge.emit({ event: 'conversation.changed', data: conversationRow({ id: 'b', kind: 'background' }) })
    expect(conversationStore.use.getState().byId.has('b')).toBe(false)
  })
})

/** The fake answers at the present instant, which differs between two stories. */
function withoutAnswerTimes(value: ReturnType<typeof shown>): unknown {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    ['answeredAt', 'readAt', 'nextAt', 'updatedAt'].includes(key) && inner !== null ? 'some instant' : inner,
  )
  return JSON.parse(text)
}
