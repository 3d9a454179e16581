import { act, renderHook, waitFor } from '@testing-library/react'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Run } from '../../src-shared/domain/run.ts'
import { createFakeBridge, type FakeBridge } from '../dev/fake-bridge.ts'
import { resetStores } from '../dev/reset-stores.ts'
import { runRow } from '../dev/rows.ts'
import { emptyWorld } from '../dev/world.ts'
import { runStore } from '../stores/run-store.ts'
import { everyRun, type RunFilter } from './run-filter.ts'
import { useRunPages } from './use-run-pages.ts'

let bridge: FakeBridge
beforeEach(() => {
  resetStores()
  bridge = createFakeBridge(emptyWorld())
  Object.assign(window, { dormouse: bridge })
})

/** Pages as the main process gives them: in the order in which the rows were written, newest first. */
function serve(...pages: readonly (readonly Run[])[]): void {
  bridge.override({
    'runs.list': ({ before = 0 }) => ({
      runs: [...(pages[before] ?? [])],
      nextBefore: before + 1 < pages.length ? before + 1 : null,
    }),
  })
}
const ran = (id: string, nominalAt: number, startedAt = nominalAt): Run =>
  runRow({ id, nominalAt, startedAt, endedAt: startedAt + 1 })
const missed = (id: string, nominalAt: number, endedAt: number): Run =>
  runRow({ id, nominalAt, endedAt, status: 'missed', reasonCode: 'asleep' })
const show = (filter: RunFilter = everyRun) => renderHook(() => useRunPages(filter))
type Shown = ReturnType<typeof show>['result']
const ids = (shown: Shown) => shown.current.runs.map((run) => run.id)
const loaded = (shown: Shown) => waitFor(() => expect(shown.current.load.kind).toBe('ready'))
const more = (shown: Shown) => act(() => shown.current.loadMore())

describe('the pages of runs', () => {
  it('go on by themselves while all that they brought was due long before it was written', async () => {
    // After a night asleep the missed times are noted at 1000: above them belongs what ran before the night.
    serve(
      [ran('late', 700, 1001), missed('m-3', 600, 1000)],
      [missed('m-2', 500, 1000), missed('m-1', 400, 1000)],
      [ran('b', 300), ran('a', 200)],
      [ran('z', 100)],
    )
    const { result } = show()
    await loaded(result)
    expect(ids(result)).toEqual(['late', 'm-3', 'm-2', 'm-1', 'b', 'a'])
    await more(result)
    expect(ids(result)).toEqual(['late', 'm-3', 'm-2', 'm-1', 'b', 'a', 'z'])
    expect(result.current.more).toBe(false)
  })

  it('do not show a run made up for long ago before what lies between is loaded', async () => {
    const old = runRow({ id: 'old', origin: 'backfill', nominalAt: 10, startedAt: 905, endedAt: 906 })
    serve([old, ran('c', 900)], [ran('b', 500)], [ran('a', 5)])
    const { result } = show()
    await loaded(result)
    expect(ids(result)).toEqual(['c'])
    await more(result)
    expect(ids(result)).toEqual(['c', 'b'])
    await more(result)
    expect(ids(result)).toEqual(['c', 'b', 'old', 'a'])
  })

  it('put nothing above what they have shown, and take nothing of it back', async () => {
    // A schedule that was resumed at 2000 noted then what it had passed over since 90.
    serve(
      [ran('d', 2100), ran('c', 2050)],
      [missed('p', 100, 2000), missed('o', 90, 2000), ran('b', 1500)],
      [ran('a', 50)],
    )
    const { result } = show()
    await loaded(result)
    expect(ids(result)).toEqual(['d', 'c'])
    await more(result)
    expect(ids(result)).toEqual(['d', 'c', 'b'])
    await more(result)
    expect(ids(result)).toEqual(['d', 'c', 'b', 'p', 'o', 'a'])
  })

  it('of a queued late run do not say how far back they reach', async () => {
    const queued = runRow({ id: 'q', nominalAt: 20, status: 'queued', reasonCode: 'asleep' })
    serve([queued, ran('b', 900)], [ran('a', 500)])
    const { result } = show()
    await loaded(result)
    expect(ids(result)).toEqual(['b'])
    await more(result)
    expect(ids(result)).toEqual(['b', 'a', 'q'])
  })

  it('are asked for by the reason, and hold what changes into it meanwhile', async () => {
    serve([missed('m', 500, 1000)])
    const { result } = show({ ...everyRun, reason: 'asleep' })
    await loaded(result)
    const asked = bridge.calls.filter((call) => call.route === 'runs.list').map((call) => call.input)
    expect(asked).toEqual([{ limit: 100, reason: 'asleep' }])
    act(() => {
      runStore.put(missed('n', 600, 1000))
      runStore.put(ran('other', 700))
    })
    expect(ids(result)).toEqual(['n', 'm'])
  })
})
