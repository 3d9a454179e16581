import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Question } from '../../src-shared/domain/question.ts'
import type { AppEvent } from '../../src-shared/ipc/events.ts'
import type { Vault } from '../models/vault.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { createSecretDesk, type SecretDesk } from './secret-desk.ts'

const user = { scheduleId: null, conversationId: 'conversation' }
const value = 'correct horse battery staple'

let core: TestCore
let kept: Map<string, string>
let vault: Vault
let desk: SecretDesk
let events: AppEvent[]
beforeEach(() => {
  core = createTestCore()
  kept = new Map()
  vault = {
    storage: () => 'memory',
    set: (name, given) => void kept.set(name, given),
    get: (name) => kept.get(name) ?? null,
    has: (name) => kept.has(name),
    remove: (name) => void kept.delete(name),
  }
  desk = createSecretDesk(core, vault)
  events = []
  core.bus.subscribe((event) => events.push(event))
  core.stores.conversations.insert({
    id: 'conversation',
    kind: 'chat',
    title: 'Test',
    scheduleId: null,
    workingDirectory: null,
    permission: 'ask',
    tools: {},
    createdAt: 0,
    updatedAt: 0,
  })
})
afterEach(() => core.close())

const asks = (name: string): Question => ({
  id: 'question',
  runId: null,
  turnId: 'turn',
  conversationId: 'conversation',
  deliverTo: 'conversation',
  kind: 'credential',
  prompt: '',
  account: '',
  secret: { name, purpose: '' },
  status: 'open',
  askedAt: 0,
  deadline: null,
  answeredAt: null,
  answeredVia: null,
  answerText: null,
})
const keep = (given = value, name = 'TOKEN'): void =>
  core.unitOfWork.run((work) => desk.keep(asks(name), given, work))
const names = (): string[] => desk.list().map(({ name }) => name)

describe('what is given', () => {
  it('is kept for its conversation, and opened by its name', () => {
    keep()
    expect(desk.state(user, 'TOKEN')).toBe('kept')
    expect(desk.open(user, ['TOKEN'])).toEqual({ values: { TOKEN: value } })
    expect(desk.list()).toMatchObject([{ name: 'TOKEN', isKept: true, conversationId: 'conversation' }])
    expect(JSON.stringify([desk.list(), events])).not.toContain(value)
  })

  it('is not there for others', () => {
    keep()
    const other = { scheduleId: null, conversationId: 'other' }
    expect(desk.state(other, 'TOKEN')).toBe('none')
    expect(desk.open(other, ['TOKEN'])).toEqual({
      problem: 'There is no secret TOKEN here. Ask the user for it with ask_for_secret.',
    })
    expect(desk.open(user, ['OTHER'])).toEqual({
      problem: 'There is no secret OTHER here. There is: TOKEN. Ask the user for it with ask_for_secret.',
    })
  })

  it('tells when it was last used', () => {
    keep()
    core.clock.advance(5000)
    desk.open(user, ['TOKEN'])
    expect(desk.list()).toMatchObject([{ lastUsedAt: core.clock.now() }])
    expect(events.filter(({ event }) => event === 'secrets.changed')).toHaveLength(2)
  })

  it.each([
    ['12345', /at least 6 characters/],
    ['  abc \n\n', /at least 6 characters/],
    ['abc\0defgh', /NUL/],
    ['é'.repeat(60_000), /100 kB/],
  ])('must be something that can be used and hidden: %#', (given, why) => {
    expect(() => keep(given)).toThrow(why)
    expect([names(), kept.size]).toEqual([[], 0])
    keep()
    expect(() => desk.set(desk.list()[0]?.id ?? '', given)).toThrow(why)
    expect(desk.open(user, ['TOKEN'])).toEqual({ values: { TOKEN: value } })
  })

  it('cannot have a name that programs obey', () => {
    expect(() => keep(value, 'LD_PRELOAD')).toThrow(/LD_PRELOAD means something/)
    expect([names(), kept.size]).toEqual([[], 0])
  })

  it('that the vault refuses is not kept, and the sentence is the vault’s', () => {
    vault = { ...vault, set: () => void raise('No keyring was found.') }
    desk = createSecretDesk(core, vault)
    expect(() => keep()).toThrow('No keyring was found.')
    expect(names()).toEqual([])
  })

  it('is gone again when the transaction is undone, or is what it was before', () => {
    core.diskIsFull = true
    expect(() => keep()).toThrow('The disk is full.')
    expect([names(), kept.size]).toEqual([[], 0])
    core.diskIsFull = false
    keep()
    core.diskIsFull = true
    expect(() => keep('another value')).toThrow('The disk is full.')
    core.diskIsFull = false
    expect(desk.open(user, ['TOKEN'])).toEqual({ values: { TOKEN: value } })
  })

  it('that the vault has lost is said to be lost, and is there again when it is given again', () => {
    keep()
    kept.clear()
    expect(desk.state(user, 'TOKEN')).toBe('lost')
    expect(desk.open(user, ['TOKEN'])).toEqual({ problem: expect.stringContaining('is not kept any more') })
    expect(desk.list()).toMatchObject([{ isKept: false }])
    keep('the very same again')
    expect(names()).toEqual(['TOKEN'])
    expect(desk.state(user, 'TOKEN')).toBe('kept')
  })
})

describe('what is hidden', () => {
  it('is every value there is, from the moment it is kept', () => {
    expect(desk.mask().text(value)).toBe(value)
    keep()
    expect(desk.mask().text(`it is ${value}.`)).toBe('it is [secret TOKEN].')
  })

  it('is also what was replaced or removed, as long as this process runs', () => {
    keep()
    desk.set(desk.list()[0]?.id ?? '', 'another value')
    expect(desk.mask().text(`${value}, another value`)).toBe('[secret TOKEN], [secret TOKEN]')
    desk.remove(desk.list()[0]?.id ?? '')
    expect([names(), kept.size]).toEqual([[], 0])
    expect(desk.mask().text('another value')).toBe('[secret TOKEN]')
  })

  it('is what a keyring gives only now, once it is used', () => {
    keep()
    const locked = { ...vault, get: () => null }
    let current: Vault = locked
    const later = createSecretDesk(core, { ...vault, get: (name) => current.get(name) })
    expect(later.mask().text(value)).toBe(value)
    current = vault
    later.open(user, ['TOKEN'])
    expect(later.mask().text(value)).toBe('[secret TOKEN]')
  })
})

describe('secrets go with their owner', () => {
  it('when it is removed', () => {
    const end = desk.start(core.bus)
    keep()
    core.unitOfWork.run((work) => {
      core.stores.conversations.hide('conversation')
      work.publish('conversation.changed', { id: 'conversation', removed: true })
    })
    expect([names(), kept.size]).toEqual([[], 0])
    end()
  })

  it('at the next start, where a crash came between', () => {
    keep()
    core.stores.conversations.hide('conversation')
    expect(names()).toEqual(['TOKEN'])
    desk.start(core.bus)()
    expect([names(), kept.size]).toEqual([[], 0])
  })

  it('of a schedule that is gone before the answer comes, the run’s own conversation has it', () => {
    expect(desk.state({ scheduleId: 'gone', conversationId: 'conversation' }, 'TOKEN')).toBe('none')
    keep()
    expect(desk.state({ scheduleId: 'gone', conversationId: 'conversation' }, 'TOKEN')).toBe('kept')
  })
})

function raise(message: string): never {
  throw new Error(message)
}
