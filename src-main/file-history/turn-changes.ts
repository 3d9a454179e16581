import type { UndoState } from '../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import type { ChangeRow, ChangeSet } from '../store/change-store.ts'
import type { Stores } from '../store/stores.ts'
import { createNetChanges, type NetChange } from './net-changes.ts'
import type { Restore } from './restore-file.ts'

const sliceSize = 500

/** What a turn's files went through, from its rows. */
export interface TurnSets {
  readonly work: readonly ChangeSet[]
  /** The undo or redo that stands: the newest one that was closed. */
  readonly restored: ChangeSet | null
  /** When it was undone last. */
  readonly undoneAt: number | null
  /** Folders that the turn has made, the outer ones first. */
  readonly folders: readonly string[]
}

export function turnSets(stores: Stores, turnId: string, call?: CallRef): TurnSets {
  const closed = stores.changes.ofTurn(turnId).filter(({ state }) => state === 'closed')
  const work = closed.filter(
    ({ kind, call: its }) =>
      kind === 'work' &&
      (call === undefined || (its?.messageId === call.messageId && its.toolUseId === call.toolUseId)),
  )
  return {
    work,
    restored: closed.findLast(({ kind }) => kind !== 'work') ?? null,
    undoneAt: closed.findLast(({ kind }) => kind === 'undo')?.at ?? null,
    folders: [...new Set(work.flatMap(({ folders }) => folders))].toSorted((a, b) => a.length - b.length),
  }
}

export function undoState({ restored }: TurnSets, changes: number): UndoState {
  if (restored?.kind === 'undo') return 'undone'
  return changes === 0 ? 'none' : 'ready'
}

/** What the sets come to, one entry a path. */
export function netChangesNow(stores: Stores, sets: readonly ChangeSet[]): NetChange[] {
  const net = createNetChanges()
  for (const set of sets) for (const row of stores.changes.rows(set.id)) net.add(set, row)
  return net.result()
}

/** The same where there may be very many: others get a turn in between. */
export async function netChangesInSlices(stores: Stores, sets: readonly ChangeSet[]): Promise<NetChange[]> {
  const net = createNetChanges()
  for (const set of sets) for await (const row of rowsInSlices(stores, set.id)) net.add(set, row)
  return net.result()
}

/** A set's rows, with turns for others in between. */
export async function* rowsInSlices(stores: Stores, setId: string): AsyncGenerator<ChangeRow> {
  let after = 0
  for (;;) {
    const rows = stores.changes.rows(setId, after, sliceSize)
    yield* rows
    if (rows.length < sliceSize) return
    after = rows.at(-1)?.seq ?? after
    await yieldToEvents()
  }
}

/** A path to be put back, as it is shown. */
export type ShownRestore = Omit<Restore, 'seq'> & { readonly shown: string; readonly kept: boolean }

/** What an undo puts back, or a redo when the turn is undone; what could not be kept is left out by the caller. */
export async function plannedRestores(stores: Stores, sets: TurnSets): Promise<ShownRestore[]> {
  const { restored, work } = sets
  if (restored?.kind !== 'undo') {
    const net = await netChangesInSlices(stores, work)
    return net.map(({ path, shown, before, after, kept }) => ({ path, shown, from: after, to: before, kept }))
  }
  const restores: ShownRestore[] = []
  for await (const { path, shown, before, after, kept } of rowsInSlices(stores, restored.id))
    restores.push({ path, shown, from: after, to: before, kept })
  return restores
}
