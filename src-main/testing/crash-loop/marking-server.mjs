// An MCP server with one tool that leaves a mark in the folder that it is given; where it is to hold, it never answers.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const [folder] = process.argv.slice(2)
const inputSchema = { type: 'object', properties: { hold: { type: 'boolean' } } }
const tool = { name: 'add_mark', description: 'Leaves a mark.', inputSchema }

const answers = {
  initialize: ({ protocolVersion }) => ({
    protocolVersion,
    capabilities: { tools: {} },
    serverInfo: { name: 'marks', version: '1' },
  }),
  'tools/list': () => ({ tools: [tool] }),
  'tools/call': (params) => {
    appendFileSync(join(folder, 'marks'), 'mark\n')
    if (params.arguments?.hold === true) return null
    return { content: [{ type: 'text', text: 'There is a mark.' }] }
  },
  ping: () => ({}),
}

function reply(id, result) {
  if (result === null) return
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', id, result })}\n`)
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, method, params } = JSON.parse(line)
    const answer = answers[method]
    if (id !== undefined && answer !== undefined) reply(id, answer(params))
  })
  .on('close', () => process.exit(0))
