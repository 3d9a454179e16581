import type { Block } from '../../src-shared/domain/message.ts'
import type { Turn } from '../../src-shared/domain/turn.ts'
import type { NewQuestion } from '../questions/question-log.ts'
import type { Core } from '../store/core.ts'
import type { ToolCall } from '../store/tool-call-store.ts'
import type { Work } from '../store/unit-of-work.ts'
import { isRehearsal } from './is-rehearsal.ts'
import { rehearsedCall } from './rehearsed-call.ts'
import {
  type AnyTool,
  type CommitContext,
  type PreparedCall,
  toolError,
  type ToolResult,
} from './tools/tool.ts'
import { findTool } from './tools/tool-registry.ts'
import type { TurnLedger } from './turn-ledger.ts'

export interface ToolSettler {
  /** Gives every unfinished call of the turn its result, in order. `waiting` when the turn now asks the user. */
  settle(turn: Turn, workingDirectory: string | null, signal: AbortSignal): Promise<'settled' | 'waiting'>
  /** What a call that a crash interrupted is answered with; `null` when it is safe to run again. */
  interrupted(call: ToolCall): ToolResult | null
}

/** What the tools that only write rows get, bound to the turn and its transaction. */
export type CommitContextFor = (turn: Turn, work: Work) => CommitContext

export function createToolSettler(
  core: Core,
  ledger: TurnLedger,
  tools: readonly AnyTool[],
  commitContext: CommitContextFor,
): ToolSettler {
  const prepare = (call: ToolCall) => findTool(tools, call.name).prepare(call.input)

  const execute = async (
    call: ToolCall,
    prepared: Extract<PreparedCall, { effect: 'read' | 'act' }>,
    workingDirectory: string | null,
    signal: AbortSignal,
  ): Promise<ToolResult> => {
    if (workingDirectory === null) {
      return toolError(
        'No working directory is set, or it is gone. Ask the user to choose a folder for this conversation.',
      )
    }
    try {
      return await prepared.run({ workingDirectory, signal })
    } catch (error) {
      if (signal.aborted) throw error
      core.logger.error('a tool threw', { tool: call.name, error: String(error) })
      return toolError(`${call.name} failed: ${error instanceof Error ? error.message : 'unknown error'}`)
    }
  }

  return {
    async settle(turn, workingDirectory, signal) {
      const questions: NewQuestion[] = []
      const rehearses = isRehearsal(core.stores, turn)
      for (const call of core.stores.toolCalls.unfinished(turn.id)) {
        signal.throwIfAborted()
        const preparation = prepare(call)
        if (!preparation.ok) {
          ledger.finishTool(call, call.name, () => toolError(preparation.message))
          continue
        }
        const prepared = preparation.call
        const rehearsed = rehearses ? rehearsedCall(call.name, prepared) : null
        if (rehearsed) {
          ledger.denyTool(call, rehearsed.denial, rehearsed.result)
          continue
        }
        if (prepared.effect === 'ask') {
          const { kind, prompt, options, multiple } = prepared.ask
          questions.push({ kind, prompt, options, multiple, call })
        } else if (prepared.effect === 'commit') {
          ledger.finishTool(call, prepared.label, (work, now) => prepared.commit(commitContext(now, work)))
        } else if (prepared.effect === 'look') {
          ledger.finishTool(call, prepared.label, (work, now) => prepared.look(commitContext(now, work)))
        } else {
          ledger.startTool(call, prepared.label)
          const result = await execute(call, prepared, workingDirectory, signal)
          // What was read is read again; what was done stays done, so its result is kept even now.
          if (prepared.effect === 'read') signal.throwIfAborted()
          ledger.finishTool(call, prepared.label, () => result)
        }
      }
      signal.throwIfAborted()
      if (questions.length === 0) return 'settled'
      ledger.pause(turn.id, questions)
      return 'waiting'
    },

    interrupted(call) {
      const effect = findTool(tools, call.name).effect
      if (effect !== 'act') return null
      return toolError('Interrupted: it may or may not have happened. Check first, before you do it again.')
    },
  }
}

/** The words for people beside each tool call of a reply: "Read notes.txt". */
export function labelCalls(content: readonly Block[], tools: readonly AnyTool[]): Block[] {
  return content.map((block) => {
    if (block.type !== 'tool_use') return block
    const preparation = findTool(tools, block.name).prepare(block.input)
    return preparation.ok ? { ...block, label: preparation.call.label } : block
  })
}
