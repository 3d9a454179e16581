import { describe, expect, it, test } from 'vitest'
import type { Grant, OperationPart } from '../../src-shared/domain/grant.ts'
import {
  effectClassSchema,
  type PermissionPolicy,
  permissionPolicySchema,
  permissionTable,
  type Source,
  type Verdict,
} from '../../src-shared/domain/permission.ts'
import { coveringGrant, operationText, sortedJson } from './grant-matcher.ts'
import { judgeOperation, type Rules } from './judge-operation.ts'
import type { Operation } from './operation.ts'

const part: OperationPart = { kind: 'command', argv: ['git', 'pull'], cwd: '/site' }

const operation = (change: Partial<Operation> = {}): Operation => ({
  effects: ['shell'],
  words: 'Run `git pull` in /site',
  parts: [part],
  mustAsk: null,
  sends: true,
  ...change,
})

const grant = (...parts: OperationPart[]): Grant => ({
  id: 'g',
  scheduleId: 's',
  conversationId: null,
  tool: 'run_command',
  operation: operationText(parts),
  words: '',
  createdAt: 0,
  lastUsedAt: null,
})

const rules = (policy: PermissionPolicy, change: Partial<Rules> = {}): Rules => ({
  policy,
  grants: [],
  sources: [],
  trusted: [],
  ...change,
})
const verdict = (given: Operation, by: Rules): Verdict => judgeOperation(given, by).verdict
const page: Source = { kind: 'web', name: 'example.com' }

describe('the table is what is enforced', () => {
  for (const policy of permissionPolicySchema.options) {
    test.each(effectClassSchema.options)(`${policy}: %s`, (effect) => {
      expect(verdict(operation({ effects: [effect] }), rules(policy))).toBe(permissionTable[policy][effect])
    })
  }

  it('reading inside always runs, and only “full” lets writing and commands run by themselves', () => {
    const runs = (effect: 'read-inside' | 'write-inside' | 'shell'): PermissionPolicy[] =>
      permissionPolicySchema.options.filter((policy) => permissionTable[policy][effect] === 'run')
    expect(runs('read-inside')).toEqual(['ask', 'read-only', 'allow-listed', 'full'])
    expect(runs('write-inside')).toEqual(['full'])
    expect(runs('shell')).toEqual(['full'])
  })

  it('no policy lets anything outside, spending or a message to others run by itself', () => {
    for (const policy of permissionPolicySchema.options) {
      for (const effect of ['outside', 'spend', 'message'] as const)
        expect(permissionTable[policy][effect]).not.toBe('run')
    }
  })
})

it('a call of several classes is judged by the strictest', () => {
  expect(verdict(operation({ effects: ['read-inside', 'write-inside', 'outside'] }), rules('full'))).toBe(
    'ask',
  )
  expect(verdict(operation({ effects: ['network', 'shell'] }), rules('read-only'))).toBe('refuse')
})

it('a call of no class runs under every policy', () => {
  for (const policy of permissionPolicySchema.options)
    expect(verdict(operation({ effects: [], sends: false }), rules(policy))).toBe('run')
})

describe('a standing permission', () => {
  it('lets its operation pass where the policy asks, and is told as used', () => {
    const judged = judgeOperation(operation(), rules('ask', { grants: [grant(part)] }))
    expect(judged).toMatchObject({ verdict: 'run', grants: [{ id: 'g' }] })
  })

  it('is what “allow listed” lists', () => {
    expect(verdict(operation(), rules('allow-listed'))).toBe('refuse')
    expect(verdict(operation(), rules('allow-listed', { grants: [grant(part)] }))).toBe('run')
  })

  it('does not lift what “read only” refuses', () => {
    expect(verdict(operation(), rules('read-only', { grants: [grant(part)] }))).toBe('refuse')
  })

  it('lets nothing else pass', () => {
    const others: OperationPart[] = [
      { kind: 'command', argv: ['git', 'pull', '--force'], cwd: '/site' },
      { kind: 'command', argv: ['git pull'], cwd: '/site' },
      { kind: 'command', argv: ['git', 'pull'], cwd: '/site-secret' },
      { kind: 'path', access: 'write', path: '/site' },
    ]
    for (const other of others)
      expect(verdict(operation({ parts: [other] }), rules('ask', { grants: [grant(part)] }))).toBe('ask')
  })

  it('of several parts covers them together, and none of them alone', () => {
    const other: OperationPart = { kind: 'host', host: 'example.com' }
    const both = operation({ parts: [part, other] })
    expect(verdict(both, rules('ask', { grants: [grant(part)] }))).toBe('ask')
    expect(verdict(both, rules('ask', { grants: [grant(part), grant(other)] }))).toBe('ask')
    expect(verdict(both, rules('ask', { grants: [grant(part, other)] }))).toBe('run')
    expect(verdict(operation(), rules('ask', { grants: [grant(part, other)] }))).toBe('ask')
  })

  it('never covers what could not be parsed', () => {
    expect(verdict(operation({ parts: null }), rules('ask', { grants: [grant(part)] }))).toBe('ask')
    expect(coveringGrant([], [grant(part)])).toBeNull()
  })

  it('of an unreadable text covers nothing', () => {
    const broken = [
      { ...grant(part), operation: 'npm *' },
      { ...grant(part), operation: '[]' },
    ]
    expect(coveringGrant([part], broken)).toBeNull()
  })

  it('for a folder or a path compares whole paths, never beginnings', () => {
    const inProject: OperationPart = { kind: 'path', access: 'write', path: '/proj' }
    for (const path of ['/proj-secret', '/proj/../.ssh', '/proj/x'])
      expect(coveringGrant([{ kind: 'path', access: 'write', path }], [grant(inProject)])).toBeNull()
  })
})

describe('protected files', () => {
  const protectedWrite = operation({ effects: ['write-inside'], mustAsk: '~/.bashrc is a shell profile.' })

  it('ask under “full” and with a permission, with the reason', () => {
    expect(judgeOperation(protectedWrite, rules('full'))).toMatchObject({
      verdict: 'ask',
      why: '~/.bashrc is a shell profile.',
    })
    expect(verdict(protectedWrite, rules('full', { grants: [grant(part)] }))).toBe('ask')
  })

  it('stay refused where the policy refuses', () => {
    expect(verdict(protectedWrite, rules('read-only'))).toBe('refuse')
    expect(verdict(protectedWrite, rules('allow-listed'))).toBe('refuse')
  })
})

describe('once untrusted content was read', () => {
  it('what can send data out or run a program asks, even if it was allowed, and says what was read', () => {
    const judged = judgeOperation(operation(), rules('full', { sources: [page], grants: [grant(part)] }))
    expect(judged.verdict).toBe('ask')
    expect(judged.why).toContain('the web page of example.com')
  })

  it('what only writes inside goes on', () => {
    const write = operation({ effects: ['write-inside'], sends: false })
    expect(verdict(write, rules('full', { sources: [page] }))).toBe('run')
  })

  it('a source that is trusted here does not count, and no other', () => {
    expect(verdict(operation(), rules('full', { sources: [page], trusted: ['web:example.com'] }))).toBe('run')
    for (const trusted of ['web:example.org', 'web:sub.example.com', 'mcp:example.com', 'web', 'mail'])
      expect(verdict(operation(), rules('full', { sources: [page], trusted: [trusted] }))).toBe('ask')
  })

  it('what the policy refuses stays refused', () => {
    expect(verdict(operation(), rules('read-only', { sources: [page] }))).toBe('refuse')
  })
})

describe("the user's word about a tool", () => {
  it('comes before the table, both ways', () => {
    const outside = operation({ effects: ['outside'], sends: false })
    expect(verdict({ ...outside, override: 'run' }, rules('full'))).toBe('run')
    expect(verdict({ ...outside, override: 'run' }, rules('allow-listed'))).toBe('run')
    expect(verdict({ ...outside, effects: ['read-inside'], override: 'ask' }, rules('full'))).toBe('ask')
    expect(verdict({ ...outside, override: 'refuse' }, rules('full'))).toBe('refuse')
  })

  it('does not lift “read only”, and not the question after untrusted content', () => {
    expect(verdict(operation({ override: 'run' }), rules('read-only'))).toBe('refuse')
    expect(verdict(operation({ override: 'run' }), rules('full', { sources: [page] }))).toBe('ask')
  })
})

it('the same input in another order of its keys is the same operation', () => {
  expect(sortedJson({ b: [{ d: 1, c: 2 }], a: 'x' })).toBe(sortedJson({ a: 'x', b: [{ c: 2, d: 1 }] }))
  expect(sortedJson({ a: [1, 2] })).not.toBe(sortedJson({ a: [2, 1] }))
})
