import type { AppEvent } from '../../src-shared/ipc/events.ts'
import { after } from '../platform/after.ts'
import { now } from '../platform/now.ts'
import type { FakeRoutes } from './fake-bridge.ts'
import { Refusal } from './refusal.ts'
import { outputKey } from './work-world.ts'
import type { World } from './world.ts'

const decoder = new TextDecoder()
const undoMs = 400

/** The part of the fake main process that tells what turns did, and undoes it. */
export function fakeWorkRoutes({ workWorld }: World, emit: (event: AppEvent) => void): FakeRoutes {
  const changesOf = (turnId: string) => workWorld.changes.filter((change) => change.turnId === turnId)
  const swing = async (turnId: string, undone: boolean): Promise<{ restored: number }> => {
    if ((workWorld.conflicts.get(turnId) ?? []).length > 0)
      throw new Refusal('conflict', 'Some files have changed since. Nothing was done.')
    await new Promise<void>((resolve) => after(undoMs, resolve))
    if (undone) workWorld.undoneAt.set(turnId, now())
    else workWorld.undoneAt.delete(turnId)
    emit({ event: 'changes.changed', data: { turnId } })
    return { restored: changesOf(turnId).filter((change) => change.kept).length }
  }
  return {
    'turns.steps': ({ turnId }) => workWorld.steps.filter((step) => step.turnId === turnId),
    'outputs.read': ({ messageId, toolUseId, offset, limit }) => {
      const bytes = workWorld.outputs.get(outputKey({ messageId, toolUseId }))
      if (!bytes) throw new Refusal('not_found', 'No output of this call is kept.')
      let end = Math.min(bytes.length, offset + limit)
      while (end < bytes.length && isWithinCharacter(bytes[end])) end -= 1
      const step = workWorld.steps.find((one) => one.messageId === messageId && one.toolUseId === toolUseId)
      return {
        text: decoder.decode(bytes.subarray(offset, end)),
        nextOffset: end,
        totalBytes: bytes.length,
        done: step?.status !== 'started' && end >= bytes.length,
      }
    },
    'changes.list': ({ turnId, call }) => {
      const files = changesOf(turnId).filter(
        (change) =>
          !call ||
          change.calls.some((one) => one.messageId === call.messageId && one.toolUseId === call.toolUseId),
      )
      const undoneAt = workWorld.undoneAt.get(turnId) ?? null
      return { files, undo: files.length === 0 ? 'none' : undoneAt === null ? 'ready' : 'undone', undoneAt }
    },
    'changes.diff': ({ path }) => {
      const diff = workWorld.diffs.get(path) ?? null
      return { diff, why: diff === null ? 'It is no text, so there is no diff to show.' : null }
    },
    'changes.check': ({ turnId }) => ({ conflicts: workWorld.conflicts.get(turnId) ?? [] }),
    'changes.undo': ({ turnId }) => swing(turnId, true),
    'changes.redo': ({ turnId }) => swing(turnId, false),
  }
}

function isWithinCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}
