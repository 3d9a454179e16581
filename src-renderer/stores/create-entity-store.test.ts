import { describe, expect, it } from 'vitest'
import type { Result } from '../../src-shared/ipc/result.ts'
import { createEntityStore } from './create-entity-store.ts'

interface Row {
  readonly id: string
  readonly text: string
}

/** A reply that comes when the test says so. */
function pendingReply() {
  let reply: (...rows: readonly Row[]) => void = () => {}
  const promise = new Promise<Result<readonly Row[]>>((resolve) => {
    reply = (...rows) => resolve({ ok: true, data: rows })
  })
  return { promise, reply }
}

const texts = (store: ReturnType<typeof createEntityStore<Row>>): Record<string, string> =>
  Object.fromEntries([...store.use.getState().byId].map(([id, row]) => [id, row.text]))

describe('createEntityStore', () => {
  it('an event that comes while a load is under way wins over the reply', async () => {
    const store = createEntityStore<Row>()
    const { promise, reply } = pendingReply()
    const loaded = store.fetchAll(() => promise)
    store.put({ id: 'a', text: 'new' })
    reply({ id: 'a', text: 'old' }, { id: 'b', text: 'b' })
    await loaded
    expect(texts(store)).toEqual({ a: 'new', b: 'b' })
  })

  it('a row that was removed while a load is under way stays removed', async () => {
    const store = createEntityStore<Row>()
    const { promise, reply } = pendingReply()
    const loaded = store.fetchAll(() => promise)
    store.remove('a')
    reply({ id: 'a', text: 'old' })
    await loaded
    expect(texts(store)).toEqual({})
  })

  it('an event from before the load gives way to the reply', async () => {
    const store = createEntityStore<Row>()
    store.put({ id: 'a', text: 'old' })
    const { promise, reply } = pendingReply()
    const loaded = store.fetchFirst(() => promise)
    reply({ id: 'a', text: 'new' })
    await loaded
    expect(texts(store)).toEqual({ a: 'new' })
  })

  it('loading everything again forgets rows that are gone; loading more keeps them', async () => {
    const store = createEntityStore<Row>()
    store.put({ id: 'a', text: 'a' })
    await store.fetchMore(async () => ({ ok: true, data: [{ id: 'b', text: 'b' }] }))
    expect(texts(store)).toEqual({ a: 'a', b: 'b' })
    await store.fetchAll(async () => ({ ok: true, data: [{ id: 'b', text: 'b' }] }))
    expect(texts(store)).toEqual({ b: 'b' })
  })

  it('a failed first load is told, and a later one that works mends it', async () => {
    const store = createEntityStore<Row>()
    const error = { code: 'unavailable', message: 'Try again.' } as const
    expect(await store.fetchAll(async () => ({ ok: false, error }))).toBe(false)
    expect(store.use.getState().load).toEqual({ kind: 'failed', error })
    await store.fetchAll(async () => ({ ok: true, data: [] }))
    expect(store.use.getState().load.kind).toBe('ready')
  })

  it('a failed reload leaves what is shown', async () => {
    const store = createEntityStore<Row>()
    await store.fetchAll(async () => ({ ok: true, data: [{ id: 'a', text: 'a' }] }))
    await store.fetchAll(async () => ({ ok: false, error: { code: 'internal', message: '' } }))
    expect(texts(store)).toEqual({ a: 'a' })
    expect(store.use.getState().load.kind).toBe('ready')
  })

  it('one row that is looked up does not pass for the first load', async () => {
    const store = createEntityStore<Row>()
    await store.fetchMore(async () => ({ ok: true, data: [{ id: 'a', text: 'a' }] }))
    expect(store.use.getState().load.kind).toBe('loading')
  })
})
