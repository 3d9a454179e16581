import type { Block } from '../../src-shared/domain/message.ts'
import type { SecretMask } from '../secrets/secret-mask.ts'
import type { AnyTool } from './tools/tool.ts'
import { findTool } from './tools/tool-registry.ts'

/**
 * The blocks of a reply as they are committed: the words for people beside each tool call ("Read notes.txt"), and secrets
 * that the model writes, wherever it has them from, hidden. What it thought stays as it is, because it is signed.
 */
export function labelCalls(content: readonly Block[], tools: readonly AnyTool[], mask: SecretMask): Block[] {
  return content.map((block) => {
    if (block.type === 'text') return { ...block, text: mask.text(block.text) }
    if (block.type !== 'tool_use') return block
    const input = mask.deep(block.input)
    const preparation = findTool(tools, block.name).prepare(input)
    return preparation.ok ? { ...block, input, label: preparation.call.label } : { ...block, input }
  })
}
