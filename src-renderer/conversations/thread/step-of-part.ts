import type { ToolStep } from '../../../src-shared/domain/tool-step.ts'
import type { ToolResultBlock, ToolUse } from './message-parts.ts'

/** The tool call of a message in the shape in which the page of a run has it. */
export function stepOfPart(
  use: ToolUse,
  result: ToolResultBlock | null,
  of: { readonly messageId: string; readonly turnId: string | null },
): ToolStep {
  return {
    messageId: of.messageId,
    turnId: of.turnId ?? '',
    toolUseId: use.id,
    name: use.name,
    label: use.label ?? use.name.replaceAll('_', ' '),
    input: use.input,
    // A call without a result is under way, as far as a message tells.
    status: result === null ? 'started' : 'done',
    result: result?.content ?? null,
    isError: result?.isError ?? false,
    refused: result?.refused ?? false,
    startedAt: result?.startedAt ?? null,
    endedAt: result?.endedAt ?? null,
    attachments: result?.attachments ?? [],
    sources: result?.sources ?? [],
    detail: result?.detail ?? {},
    ...(result?.wholeBytes !== undefined && { wholeBytes: result.wholeBytes }),
  }
}
