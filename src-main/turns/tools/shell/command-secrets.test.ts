import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Grant } from '../../../../src-shared/domain/grant.ts'
import { coveringGrant, operationText } from '../../../permissions/grant-matcher.ts'
import { judgeOperation } from '../../../permissions/judge-operation.ts'
import type { Operation } from '../../../permissions/operation.ts'
import { systemClock } from '../../../platform/clock.ts'
import { silentLogger } from '../../../platform/logger.ts'
import { createSandbox, type Sandbox } from '../../../sandbox/sandbox.ts'
import { createSecretMask } from '../../../secrets/secret-mask.ts'
import { fakeContext, fakePlace, fakeRooms } from '../../../testing/fake-rooms.ts'
import type { ActContext, PreparedCall, ToolResult } from '../tool.ts'
import type { ToolRooms } from '../tool-rooms.ts'
import { shellTools } from './shell-tools.ts'

const values: Readonly<Record<string, string>> = { TOKEN: 'ghp_Ab3/x+9"é&Zk<7 q', OTHER: 'another-one' }

let root: string
let folder: string
let sandbox: Sandbox
let rooms: ToolRooms
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dormouse-shell-')))
  folder = join(root, 'home', 'site')
  mkdirSync(folder, { recursive: true })
  sandbox = createSandbox({
    dataDir: join(root, 'data'),
    env: process.env,
    clock: systemClock,
    logger: silentLogger,
  })
  rooms = fakeRooms({
    clock: systemClock,
    dataDir: join(root, 'data'),
    home: join(root, 'home'),
    sandbox,
    secrets: {
      state: (_user, name) => (name in values ? 'kept' : 'none'),
      open: (_user, names) => {
        const missing = names.find((name) => !(name in values))
        if (missing !== undefined) return { problem: `There is no secret ${missing} here.` }
        return { values: Object.fromEntries(names.map((name) => [name, values[name] ?? ''])) }
      },
      mask: () => createSecretMask(Object.entries(values).map(([name, value]) => ({ name, value }))),
    },
  })
})
afterEach(async () => {
  await sandbox.close()
  rmSync(root, { recursive: true, force: true })
})

function prepare(name: string, input: unknown): Extract<PreparedCall, { kind: 'act' | 'read' }> {
  const prepared = shellTools(rooms)
    .find((tool) => tool.name === name)
    ?.prepare(input)
  if (!prepared?.ok) throw new Error(prepared?.message ?? `no tool ${name}`)
  if (prepared.call.kind !== 'act' && prepared.call.kind !== 'read')
    throw new Error('it neither reads nor acts')
  return prepared.call
}
const run = (name: string, input: unknown, part: Partial<ActContext> = {}): Promise<ToolResult> =>
  prepare(name, input).run(
    fakeContext(folder, { call: { messageId: 'message', toolUseId: 'call' }, ...part }),
  )
const operation = (input: unknown): Promise<Operation> =>
  prepare('run_command', input).operation(fakePlace(folder))
const outputs = (): string => {
  const place = join(root, 'data', 'outputs', 'message')
  return readdirSync(place)
    .map((name) => readFileSync(join(place, name), 'utf8'))
    .join('')
}

describe('what a command with secrets is judged by', () => {
  const command = 'curl https://example.com'

  it('says their names, in the question, in the words and in the operation', async () => {
    const input = { command, secrets: ['TOKEN', 'OTHER', 'TOKEN'] }
    expect(prepare('run_command', input).label).toMatch(/ with the secrets TOKEN, OTHER/)
    expect(await operation(input)).toMatchObject({
      words: expect.stringMatching(
        /^Run `curl https:\/\/example.com` with the secrets OTHER, TOKEN in ~\/site/,
      ),
      parts: [
        { kind: 'command', argv: ['curl', 'https://example.com'], cwd: folder },
        { kind: 'secret', name: 'OTHER' },
        { kind: 'secret', name: 'TOKEN' },
      ],
      sends: true,
    })
  })

  it('is another operation than without them, so no permission for one covers the other', async () => {
    const grant = (parts: Operation['parts']): Grant => ({
      id: 'grant',
      scheduleId: null,
      conversationId: 'conversation',
      tool: 'run_command',
      operation: operationText(parts ?? []),
      words: '',
      createdAt: 0,
      lastUsedAt: null,
    })
    const each = await Promise.all(
      [undefined, ['TOKEN'], ['OTHER'], ['OTHER', 'TOKEN']].map((secrets) => operation({ command, secrets })),
    )
    for (const allowed of each)
      for (const wanted of each)
        expect(coveringGrant(wanted.parts ?? [], [grant(allowed.parts)]) !== null).toBe(wanted === allowed)
  })

  it('asks once content was read that nobody vouches for', async () => {
    const judged = judgeOperation(await operation({ command, secrets: ['TOKEN'], hosts: ['example.com'] }), {
      policy: 'full',
      grants: [],
      sources: [{ kind: 'web', name: 'evil.example' }],
      trusted: [],
    })
    expect(judged).toMatchObject({ verdict: 'ask', why: expect.stringContaining('evil.example') })
  })

  it('is refused before anybody is asked, where a secret is not there', async () => {
    await expect(operation({ command, secrets: ['NONE'] })).rejects.toThrow('There is no secret NONE here.')
    expect(await run('run_command', { command, secrets: ['NONE'] })).toMatchObject({
      isError: true,
      content: 'There is no secret NONE here.',
    })
  })

  it('cannot take a name that is none', () => {
    expect(() => prepare('run_command', { command, secrets: ['A=B'] })).toThrow(/secrets/)
  })
})

describe('a command with secrets', () => {
  it('has them in its environment, and no other command does', async () => {
    const command = 'printf "%s" "$TOKEN" | wc -c; printf "%s" "${OTHER-none}"'
    const { content } = await run('run_command', { command, secrets: ['TOKEN'] })
    expect(content).toMatch(new RegExp(`\\b${Buffer.byteLength(values['TOKEN'] ?? '')}\\nnone`))
    expect((await run('run_command', { command })).content).toMatch(/\b0\nnone/)
  })

  it('shows them nowhere, in whatever form and pieces it prints them', async () => {
    const shown: string[] = []
    const command = `
      env; echo "$TOKEN"; printf %s "$TOKEN" | base64; printf %s "user:$TOKEN" | base64; printf %s "$TOKEN" | od -An -tx1 | tr -d ' \\n'; echo
      printf 'ghp_Ab'; sleep 0.2; printf '3/x+9"'; sleep 0.2; printf 'é&Zk<7 q.'; echo; printf '\\033[31mghp_\\033[0m%s\\n' "\${TOKEN#ghp_}"`
    const { content } = await run(
      'run_command',
      { command, secrets: ['TOKEN'] },
      { onOutput: (text) => shown.push(text) },
    )
    for (const where of [content, shown.join(''), outputs()]) {
      expect(where.split('[secret TOKEN]').length).toBeGreaterThan(6)
      for (const form of [
        values['TOKEN'] ?? '',
        Buffer.from(values['TOKEN'] ?? '')
          .toString('base64')
          .slice(0, -4),
        Buffer.from(values['TOKEN'] ?? '').toString('hex'),
        '3/x+9',
      ])
        expect(where).not.toContain(form)
    }
  })

  it('in the background shows them nowhere either', async () => {
    const { content } = await run('run_command', {
      command: 'echo "it is $TOKEN"',
      secrets: ['TOKEN'],
      background: true,
    })
    const id = /as (\S+?)\. It/.exec(content)?.[1]
    const read = await run('command_output', { id, wait_seconds: 20 })
    expect(read.content).toContain('it is [secret TOKEN]')
  })

  it('without any shows none that another one wrote', async () => {
    await run('run_command', { command: 'printf %s "$TOKEN" > token.txt', secrets: ['TOKEN'] })
    expect(readFileSync(join(folder, 'token.txt'), 'utf8')).toBe(values['TOKEN'])
    const { content } = await run('run_command', { command: 'cat token.txt' })
    expect(content).toContain('[secret TOKEN]')
  })
})
