import type { Reply } from './responder.ts'

/** An answer in words. */
export function says(text: string, options: Omit<Reply, 'content'> = {}): Reply {
  return { ...options, content: [{ type: 'text', text }] }
}

/** An answer that calls tools: name and input of each, in one message, after some words if there are any. */
export function calls(...uses: readonly (readonly [name: string, input: unknown] | string)[]): Reply {
  return {
    content: uses.map((use) =>
      typeof use === 'string'
        ? { type: 'text', text: use }
        : { type: 'tool_use', name: use[0], input: use[1] },
    ),
  }
}
