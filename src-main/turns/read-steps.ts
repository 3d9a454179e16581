import type { Block } from '../../src-shared/domain/message.ts'
import type { ToolStep } from '../../src-shared/domain/tool-step.ts'
import type { Stores } from '../store/stores.ts'

/** Every tool call of a turn as the run page shows it, oldest first. */
export function readSteps(stores: Stores, turnId: string): ToolStep[] {
  const labels = new Map(
    stores.messages
      .ofTurn(turnId)
      .flatMap(({ id, content }) =>
        content.map((block) => [`${id}/${callId(block)}`, labelOf(block)] as const),
      ),
  )
  return stores.toolCalls.ofTurn(turnId).map((call) => {
    const { position: _position, approval: _approval, wholeBytes, attachments, sources, ...step } = call
    const label = labels.get(`${call.messageId}/${call.toolUseId}`) ?? call.name
    const whole = wholeBytes === null ? {} : { wholeBytes }
    return { ...step, ...whole, label, attachments: [...attachments], sources: [...sources] }
  })
}

function callId(block: Block): string {
  return block.type === 'tool_use' ? block.id : ''
}

function labelOf(block: Block): string | undefined {
  return block.type === 'tool_use' ? block.label : undefined
}
