import type { Operation } from '../../../../permissions/operation.ts'
import { fakeContext, fakeRooms } from '../../../../testing/fake-rooms.ts'
import { fileTools } from '../file-tools.ts'
import { findTool } from '../../tool-registry.ts'
import type { ActContext, ToolResult } from '../../tool.ts'
import { ToolRefusal } from '../../tool-refusal.ts'
import type { ToolRooms } from '../../tool-rooms.ts'

export interface FileCall {
  readonly name: string
  readonly input: unknown
  /** The working directory. */
  readonly folder: string
  readonly rooms?: Partial<ToolRooms>
  readonly context?: Partial<ActContext>
  /** Happens after the call was judged and before it runs. */
  readonly between?: () => void
}

/** Judges and runs a call of a file tool as a turn does, whatever the judgement says. */
export async function callFileTool(
  call: FileCall,
): Promise<ToolResult & { readonly operation: Operation | null }> {
  const prepared = findTool(fileTools(fakeRooms(call.rooms)), call.name).prepare(call.input)
  if (!prepared.ok) throw new Error(prepared.message)
  if (prepared.call.kind !== 'read' && prepared.call.kind !== 'act')
    throw new Error('a file tool reads or acts')
  const context = fakeContext(call.folder, call.context)
  let operation: Operation
  try {
    operation = await prepared.call.operation(context.place)
  } catch (error) {
    if (!(error instanceof ToolRefusal)) throw error
    return { content: error.message, isError: true, operation: null }
  }
  call.between?.()
  return { ...(await prepared.call.run(context)), operation }
}
