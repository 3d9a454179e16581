import { createHash } from 'node:crypto'

/** What the Messages API takes as the name of a tool. */
const valid = /^[a-zA-Z0-9_-]{1,64}$/
const longest = 64

/**
 * The name under which a model sees a tool: `mcp__<server>__<tool>`. Where that is too long or has other characters, a
 * mark made of the server's own name of the tool takes the place of what had to go. It depends on nothing else, because
 * standing permissions are given to it.
 */
export function toolName(serverName: string, tool: string): string {
  const prefix = `mcp__${serverName}__`
  const whole = `${prefix}${tool}`
  if (valid.test(whole)) return whole
  const mark = createHash('sha256').update(tool).digest('hex').slice(0, 8)
  const room = longest - prefix.length - mark.length - 1
  const readable = tool.replace(/[^a-zA-Z0-9_-]+/g, '_').slice(0, room)
  return `${prefix}${readable}_${mark}`
}
