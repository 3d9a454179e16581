import { createInterface } from 'node:readline'

/** A small MCP server over stdio with two tools that would do something for the user, by hand so that it starts fast. */
const tool = (name, description) => ({ name, description, inputSchema: { type: 'object' } })
const tools = [tool('buy', 'Buys what is needed.'), tool('tell', 'Tells somebody.')]

const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'errands', version: '1' },
  }),
  ping: () => ({}),
  'tools/list': () => ({ tools }),
  'tools/call': ({ name }) => ({ content: [{ type: 'text', text: `${name}: done` }] }),
}

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params = {} } = JSON.parse(line)
  const answer = answers[method]
  if (id === undefined) continue
  const outcome = answer
    ? { result: answer(params) }
    : { error: { code: -32601, message: `no method ${method}` } }
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, ...outcome })}\n`)
}
