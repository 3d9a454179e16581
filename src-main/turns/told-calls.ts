import { labelData } from '../../src-shared/domain/label-data.ts'
import type { Block } from '../../src-shared/domain/message.ts'

type ToolUse = Extract<Block, { type: 'tool_use' }>

/** A call in words: for a model that did not make it and has no such tool, to which a call would be one of its own. */
export function toldCall({ name, input }: Pick<ToolUse, 'name' | 'input'>): string {
  return `[The tool ${name} was called with ${JSON.stringify(input ?? null)}. There is no such tool any more.]`
}

/** Its result, as data. */
export function toldResult(
  name: string,
  result: { readonly content: string; readonly isError: boolean },
): string {
  const status = result.isError ? { status: 'error' } : {}
  return labelData('tool-result', { tool: name, ...status }, result.content)
}
