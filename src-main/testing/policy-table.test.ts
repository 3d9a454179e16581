import { createServer, type Server } from 'node:http'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type EffectClass,
  type PermissionPolicy,
  permissionPolicySchema,
  permissionTable,
  type Verdict,
} from '../../src-shared/domain/permission.ts'
import type { ToolStep } from '../../src-shared/domain/tool-step.ts'
import type { MessagesRequest } from '../models/practice/messages-request.ts'
import { faults } from '../models/practice/faults.ts'
import { calls, says } from '../models/practice/replies.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let site: Server
let address: string
let folder: string

beforeAll(async () => {
  resident = await startResident([{ always: true, reply: answer }])
  site = createServer((_request, response) => response.end('plain'))
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening))
  const bound = site.address()
  const host = `127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`
  address = `http://${host}/`
  await resident.call('settings.set', { privateHosts: [host] })
  folder = join(resident.dataDir, 'workspace')
  mkdirSync(folder, { recursive: true })
  const args = [fileURLToPath(new URL('../mcp/testing/errand-server.mjs', import.meta.url))]
  const { id } = await resident.call('mcp.add', {
    name: 'errands',
    transport: { kind: 'stdio', command: process.execPath, args },
    byDefault: true,
  })
  const { ok, message } = await resident.call('mcp.test', { id })
  if (!ok) throw new Error(message)
  await resident.call('mcp.setTool', { id, tool: 'buy', effect: 'spend' })
  await resident.call('mcp.setTool', { id, tool: 'tell', effect: 'message' })
})
afterAll(async () => {
  site.close()
  await resident.end()
})

/** One call of each class. Those whose answers are untrusted come last: after them, what sends asks. */
const callOf: readonly (readonly [EffectClass, string, () => unknown])[] = [
  ['read-inside', 'read_file', () => ({ path: 'here.txt' })],
  ['write-inside', 'write_file', () => ({ path: 'new.txt', content: 'new' })],
  ['outside', 'read_file', () => ({ path: '/etc/hostname' })],
  ['shell', 'run_command', () => ({ command: 'true' })],
  ['network', 'web_fetch', () => ({ url: address })],
  ['spend', 'mcp__errands__buy', () => ({})],
  ['message', 'mcp__errands__tell', () => ({})],
]

/** Calls all of them at first, and ends the turn once it has the results. */
function answer(request: MessagesRequest) {
  const last = request.messages.at(-1)?.content
  const hasResults = Array.isArray(last) && last.some((block) => block.type === 'tool_result')
  return hasResults ? says('Done.') : calls(...callOf.map(([, name, input]) => [name, input()] as const))
}

/** What became of each call once the turn is at rest, by its class. */
async function verdicts(turnId: string): Promise<Record<EffectClass, Verdict>> {
  const steps = await resident.until(async () => {
    const all = await resident.call('turns.steps', { turnId })
    return all.length === callOf.length && all.every(isSettled) ? all : undefined
  })
  const entries = callOf.map(([effect], i) => [effect, verdictOf(steps[i])] as const)
  return Object.fromEntries(entries) as Record<EffectClass, Verdict>
}

function isSettled({ status }: ToolStep): boolean {
  return status === 'done' || status === 'waiting'
}

function verdictOf(step: ToolStep | undefined): Verdict {
  if (step?.status === 'waiting') return 'ask'
  if (step?.refused === true) return 'refuse'
  if (step?.isError === true) throw new Error(`${step.name}: ${step.result ?? ''}`)
  return 'run'
}

const schedule = (permission: PermissionPolicy) =>
  resident.call('schedules.create', {
    title: `Under ${permission}`,
    action: { kind: 'assist', instruction: 'Do all of it.', context: 'fresh', workingDirectory: folder },
    trigger: { kind: 'interval', everyMs: 86_400_000 },
    policies: { permission, missed: { kind: 'skip', maxLatenessMs: 0 } },
  })

const origins: Readonly<Record<string, (permission: PermissionPolicy) => Promise<string>>> = {
  async fire(permission) {
    const { run } = await resident.fire('Do all of it.', {
      action: { kind: 'assist', instruction: 'Do all of it.', context: 'fresh', workingDirectory: folder },
      policies: { permission },
    })
    return run.turnId ?? ''
  },
  async 'run now'(permission) {
    const { id } = await schedule(permission)
    const run = await resident.call('schedules.runNow', { id })
    return run.turnId ?? ''
  },
  async chat(permission) {
    const { id } = await resident.call('conversations.create', { workingDirectory: folder })
    await resident.call('conversations.setPermission', { id, permission })
    const { turnId } = await resident.call('conversations.send', { conversationId: id, text: 'All of it.' })
    return turnId
  },
  async retry(permission) {
    const { id } = await schedule(permission)
    resident.model.add({ when: () => true, reply: faults.contextTooLong() })
    const run = await resident.call('schedules.runNow', { id })
    await resident.runIs(run.id, 'failed')
    const turn = await resident.call('turns.retry', { turnId: run.turnId ?? '' })
    return turn.id
  },
}

/** Ends what waits for an answer. */
async function leave(turnId: string): Promise<void> {
  const open = await resident.call('questions.list', { status: 'open' })
  if (open.length > 0) await resident.call('turns.cancel', { turnId })
  else await resident.turnIs(turnId, 'succeeded')
}

for (const [origin, begin] of Object.entries(origins)) {
  describe(`${origin}: every class is judged by the table`, () => {
    it.each(permissionPolicySchema.options)('under %s', async (policy) => {
      prepare()
      const turnId = await begin(policy)
      expect(await verdicts(turnId)).toEqual(permissionTable[policy])
      await leave(turnId)
    })
  })
}

describe('a rehearsal: every class is judged by the table, and nothing but reading is done', () => {
  it.each(permissionPolicySchema.options)('under %s', async (policy) => {
    prepare()
    const { id } = await schedule(policy)
    const run = await resident.call('schedules.dryRun', { id })
    await resident.runIs(run.id, 'succeeded')
    const { events } = await resident.call('runs.get', { id: run.id })
    const denied = events.filter(({ kind }) => kind === 'denied')
    const count = (verdict: Verdict): number =>
      callOf.filter(([effect]) => permissionTable[policy][effect] === verdict).length
    const reads = callOf.filter(
      ([effect, name]) =>
        (name === 'read_file' || name === 'web_fetch') && permissionTable[policy][effect] === 'run',
    ).length
    expect(denied.filter(({ detail }) => detail['wouldHave'] === 'asked')).toHaveLength(count('ask'))
    expect(denied.filter(({ detail }) => detail['wouldHave'] === 'done')).toHaveLength(count('run') - reads)
    expect(events.filter(({ kind }) => kind === 'refused')).toHaveLength(count('refuse'))
  })
})

function prepare(): void {
  writeFileSync(join(folder, 'here.txt'), 'here')
  rmSync(join(folder, 'new.txt'), { force: true })
}
