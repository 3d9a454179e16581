import type { Operation } from '../../../permissions/operation.ts'
import type { CallPlace } from '../tool.ts'
import { requireFolder } from '../tool-refusal.ts'
import { locate } from './working-directory.ts'

/** What reading `path` touches. Rejects with a `ToolRefusal` where there is nothing to read. */
export async function readOperation(path: string | undefined, place: CallPlace): Promise<Operation> {
  const words = `Read ${path ?? 'the working directory'}`
  const { real } = await locate(requireFolder(place), path ?? '.')
  const parts = [{ kind: 'path', access: 'read', path: real } as const]
  return { effects: ['read-inside'], words, parts, mustAsk: null, sends: false }
}
