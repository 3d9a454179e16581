import { messagesRequestSchema } from '../messages-request.ts'
import { messagesComplaint } from '../messages-rules.ts'
import { practiceReply } from './practice-reply.ts'

export interface Made {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

/** What a tool gives for an input; an error throws. */
export type FakeTools = Readonly<Record<string, (input: Readonly<Record<string, unknown>>) => string>>

export interface Rehearsal {
  /** The calls of each step since the last `say`. */
  readonly steps: readonly (readonly Made[])[]
  /** Says something and goes on until there is an answer. */
  say(text: string): string
}

/** For tests: talks with the practice model as the application does, each request checked and built anew. */
export function rehearsal(tools: FakeTools, offered: readonly string[] = Object.keys(tools)): Rehearsal {
  const messages: { role: 'user' | 'assistant'; content: Record<string, unknown>[] }[] = []
  let steps: (readonly Made[])[] = []
  let uses = 0

  function reply() {
    const body = JSON.stringify({
      model: 'practice',
      max_tokens: 1000,
      system: 'You are Dormouse.',
      messages,
      tools: offered.map((name) => ({ name, input_schema: { type: 'object' } })),
    })
    const request = messagesRequestSchema.parse(JSON.parse(body))
    const complaint = messagesComplaint(request, body)
    if (complaint !== null) throw new Error(complaint)
    return practiceReply(request)
  }

  return {
    get steps() {
      return steps
    },
    say(text) {
      steps = []
      messages.push({ role: 'user', content: [{ type: 'text', text }] })
      for (let round = 0; round < 20; round += 1) {
        const { content } = reply()
        const made: Made[] = []
        const results: Record<string, unknown>[] = []
        const said: Record<string, unknown>[] = content.map((block) => {
          if (block.type !== 'tool_use') return { ...block }
          uses += 1
          const input = Object(block.input) as Readonly<Record<string, unknown>>
          made.push({ name: block.name, input })
          results.push({
            type: 'tool_result',
            tool_use_id: `use_${uses}`,
            ...result(tools, block.name, input),
          })
          return { type: 'tool_use', id: `use_${uses}`, name: block.name, input }
        })
        messages.push({ role: 'assistant', content: said })
        if (made.length === 0)
          return content.map((block) => (block.type === 'text' ? block.text : '')).join('')
        steps.push(made)
        messages.push({ role: 'user', content: results })
      }
      throw new Error('The practice model does not come to an end.')
    },
  }
}

function result(
  tools: FakeTools,
  name: string,
  input: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  try {
    const tool = tools[name]
    if (tool === undefined) throw new Error(`There is no tool named "${name}".`)
    return { content: tool(input) }
  } catch (error) {
    return { content: error instanceof Error ? error.message : 'failed', is_error: true }
  }
}
