import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DividerReason } from '../../src-shared/domain/message.ts'
import { faults } from '../models/practice/faults.ts'
import { createHold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

let resident: Resident
let chat: string
beforeEach(async () => {
  resident = await startResident()
  chat = (await resident.call('conversations.create', {})).id
})
afterEach(() => resident.end())

const fact = 'The word is marmalade.'
/** More tokens than the small connection takes. */
const long = `${fact} ${'tea and toast '.repeat(8000)}`

const send = async (text: string): Promise<string> =>
  (await resident.call('conversations.send', { conversationId: chat, text })).turnId
const say = async (text: string, answer: string): Promise<string> => {
  resident.model.add({ when: text.slice(0, 200), reply: says(answer) })
  const turnId = await send(text)
  await resident.turnIs(turnId, 'succeeded')
  return turnId
}
const session = async () => (await resident.call('conversations.get', { id: chat })).session
const lastRequest = (): string => {
  const request = resident.model.requests.at(-1)
  return request ? wholeText(request) : ''
}
const dividers = async (): Promise<{ reason: DividerReason; text: string }[]> =>
  (await resident.call('conversations.messages', { conversationId: chat })).messages.flatMap(({ content }) =>
    content.flatMap((block) =>
      block.type === 'divider' ? [{ reason: block.reason, text: block.text }] : [],
    ),
  )
const connection = async (name: string, contextTokens: number): Promise<string> => {
  const { url, key } = resident.model
  const input = { name, baseUrl: url, defaultModel: `model-${name}`, contextTokens, key }
  return (await resident.call('connections.add', input)).id
}

/** Why it was refused, looked at from now on. */
const failureOf = (pending: Promise<unknown>): Promise<string> =>
  pending.then(() => 'it was not refused', String)

type Ended = 'succeeded' | 'failed' | 'cancelled'
const ends: Readonly<Record<Ended, () => Promise<void>>> = {
  succeeded: async () => void (await say(long, 'Noted.')),
  failed: async () => {
    resident.model.add({ reply: says('Noted.') }, { reply: faults.wrongKey() })
    await resident.turnIs(await send(long), 'succeeded')
    await resident.turnIs(await send('and now?'), 'failed')
  },
  cancelled: async () => {
    const hold = createHold(2)
    resident.model.add({ reply: says('Noted.') }, { reply: says('Hm.', { hold }) })
    await resident.turnIs(await send(long), 'succeeded')
    const turnId = await send('and now?')
    await hold.reached
    await resident.call('turns.cancel', { turnId })
  },
}
type Model =
  | 'the same model'
  | 'a compatible model'
  | 'an incompatible model'
  | 'an incompatible model, with a summary'
const cases = (['succeeded', 'failed', 'cancelled'] as const).flatMap((ended) =>
  [false, true].flatMap((restart) =>
    (
      [
        'the same model',
        'a compatible model',
        'an incompatible model',
        'an incompatible model, with a summary',
      ] as const
    ).map((model): { ended: Ended; restart: boolean; model: Model } => ({ ended, restart, model })),
  ),
)

describe('a follow-up', () => {
  it.each(cases)(
    'after a turn that $ended, restart $restart, with $model',
    async ({ ended, restart, model }) => {
      const large = await connection('large', 100_000)
      const small = await connection('small', 25_000)
      await ends[ended]()
      const before = await session()
      if (restart) await resident.restart()
      const isIncompatible = model.startsWith('an incompatible')
      const summary = model.endsWith('summary')
      if (model !== 'the same model') {
        const wish = { conversationId: chat, connectionId: isIncompatible ? small : large }
        const check = await resident.call('sessions.check', wish)
        expect(check.kept).toBe(!isIncompatible)
        if (isIncompatible) expect(check.reason).toMatch(/^model-small takes 25,000 tokens, and this session/)
        expect(await session()).toEqual(before)
        if (summary) resident.model.add({ when: '<transcript>', reply: says(`Summed up: ${fact}`) })
        const switched = await resident.call('sessions.switchModel', { ...wish, summary })
        expect(switched).toMatchObject({
          kept: !isIncompatible,
          session: { connectionId: wish.connectionId },
        })
      }
      await say('what was the word?', 'Marmalade.')
      expect((await session())?.id === before?.id).toBe(!isIncompatible)
      if (!isIncompatible) expect(lastRequest()).toContain('tea and toast')
      else expect(lastRequest()).not.toContain('tea and toast')
      if (isIncompatible && !summary) expect(lastRequest()).not.toContain(fact)
      else expect(lastRequest()).toContain(fact)
      const told = await dividers()
      if (model === 'the same model') expect(told).toEqual([])
      else if (!isIncompatible)
        expect(told).toEqual([{ reason: 'model', text: 'From here on model-large (large) answers.' }])
      else
        expect(told).toMatchObject([
          { reason: 'model-incompatible', text: expect.stringMatching(/^New session: model-small takes/) },
        ])
    },
  )
})

describe('another model', () => {
  it('a compatible model keeps it, an incompatible one says why first', async () => {
    const small = await connection('small', 25_000)
    await say(long, 'Noted.')
    const before = await session()
    const wish = { conversationId: chat, connectionId: small }
    const check = await resident.call('sessions.check', wish)
    expect(check).toMatchObject({ kept: false, reason: expect.stringContaining('takes 25,000 tokens') })
    expect(await session()).toEqual(before)
    const kept = { conversationId: chat, model: 'claude-opus-4-5' }
    expect(await resident.call('sessions.check', kept)).toMatchObject({ kept: true, converted: [] })
    await resident.call('sessions.switchModel', kept)
    expect((await session())?.id).toBe(before?.id)
    const told = resident.events.findLast(({ event }) => event === 'session.changed')
    expect(told?.data).toMatchObject({ id: before?.id, model: 'claude-opus-4-5' })
  })

  it('that is the same as before changes nothing, and before the first word no line is drawn', async () => {
    await resident.call('sessions.switchModel', { conversationId: chat, model: 'claude-opus-4-5' })
    await resident.call('sessions.switchModel', { conversationId: chat, model: 'claude-haiku-4-5' })
    expect(await dividers()).toEqual([])
    await say('hello', 'Hello.')
    const switched = await resident.call('sessions.switchModel', {
      conversationId: chat,
      model: 'claude-haiku-4-5',
    })
    expect(switched).toMatchObject({ kept: true, reason: 'Nothing changed.' })
    expect(await dividers()).toEqual([])
  })

  it('works from the next step of a turn under way on', async () => {
    const hold = createHold(2)
    resident.model.add({ reply: { ...calls(['list_directory', {}]), hold } }, { reply: says('Empty.') })
    const turnId = await send('look')
    await hold.reached
    await resident.call('sessions.switchModel', { conversationId: chat, model: 'claude-opus-4-5' })
    hold.release()
    await resident.turnIs(turnId, 'succeeded')
    expect(resident.model.requests.map(({ model }) => model).at(-1)).toBe('claude-opus-4-5')
    const { messages } = await resident.call('conversations.messages', { conversationId: chat })
    expect(messages.map(({ role }) => role)).toEqual(['user', 'divider', 'assistant', 'assistant'])
  })

  it('tells what of a conversation it cannot see', async () => {
    const png =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    const picture = await resident.call('attachments.put', { name: 'dot.png', data: png })
    resident.model.add({ reply: says('A dot.') })
    const { turnId } = await resident.call('conversations.send', {
      conversationId: chat,
      text: 'look',
      attachments: [picture],
    })
    await resident.turnIs(turnId, 'succeeded')
    const wish = { conversationId: chat, connectionId: 'practice' }
    const { kept, converted } = await resident.call('sessions.check', wish)
    expect(kept).toBe(true)
    expect(converted).toEqual(['1 picture stays in the conversation; this model cannot see it.'])
    await resident.call('sessions.switchModel', wish)
    expect((await dividers())[0]?.text).toContain('this model cannot see it')
  })
})

it('a late end of an older turn still reaches its conversation', async () => {
  const small = await connection('small', 25_000)
  await say(long, 'Noted.')
  const hold = createHold(2)
  resident.model.add({ when: 'slow question', reply: says('The late answer.', { hold }) })
  const late = await send('slow question')
  await hold.reached
  await resident.call('sessions.switchModel', { conversationId: chat, connectionId: small })
  await say('quick question', 'The quick answer.')
  expect(lastRequest()).not.toContain('tea and toast')
  hold.release()
  await resident.turnIs(late, 'succeeded')
  const { messages } = await resident.call('conversations.messages', { conversationId: chat })
  expect(messages.at(-1)).toMatchObject({ turnId: late, content: [{ text: 'The late answer.' }] })
})

describe('a summary of the old session', () => {
  it('is what a new session begins with, and what it cost is counted', async () => {
    await say(fact, 'Noted.')
    const before = await resident.call('usage.summary', { since: 0 })
    resident.model.add({ when: '<transcript>', reply: says('They like marmalade.') })
    const started = await resident.call('sessions.start', { conversationId: chat, summary: true })
    expect(started).toMatchObject({ reason: 'requested', summary: 'They like marmalade.', parentId: null })
    const after = await resident.call('usage.summary', { since: 0 })
    expect(after.total.inputTokens).toBeGreaterThan(before.total.inputTokens)
    expect(after.byConnection).toHaveLength(1)
    await say('what do I like?', 'Marmalade.')
    expect(lastRequest()).toContain('They like marmalade.')
    expect(lastRequest()).not.toContain(fact)
    expect((await dividers())[0]?.text).toBe(
      'New session, as you asked. It begins with a summary of the one before.',
    )
  })

  it('that cannot be made changes nothing and says what to do', async () => {
    await say(fact, 'Noted.')
    const before = await session()
    resident.model.add({ reply: faults.wrongKey() })
    await expect(resident.call('sessions.start', { conversationId: chat, summary: true })).rejects.toThrow(
      /^unavailable: The summary could not be made, and nothing was changed: the key of the connection “[^”]+” was refused\. Open Settings → Models and enter a new one\.$/,
    )
    for (const [reply, why] of [
      [faults.contextTooLong(), 'it is more than the model takes at once'],
      [faults.status(400, 'invalid_request_error', 'No.'), 'the model refused the request'],
    ] as const) {
      resident.model.add({ reply })
      await expect(resident.call('sessions.start', { conversationId: chat, summary: true })).rejects.toThrow(
        `unavailable: The summary could not be made, and nothing was changed: ${why}. Begin the new session without a summary.`,
      )
    }
    expect(await session()).toEqual(before)
    expect(await dividers()).toEqual([])
  })

  it('is not made where the limit of the day is reached, and holds what it may use', async () => {
    await say(fact, 'Noted.')
    const before = await session()
    const count = resident.model.requests.length
    await resident.call('settings.set', { dailyTokens: 1 })
    await expect(resident.call('sessions.start', { conversationId: chat, summary: true })).rejects.toThrow(
      'unavailable: Today’s limit of 1 token for everything together is reached, so no model was asked. Raise it in Settings → Usage.',
    )
    expect(await session()).toEqual(before)
    expect(resident.model.requests).toHaveLength(count)
    await resident.call('settings.set', { dailyTokens: 100_000 })
    const hold = createHold(0)
    resident.model.add({ when: '<transcript>', reply: says('They like marmalade.', { hold }) })
    const reserved = async () => (await resident.call('usage.today', {})).reservedTokens
    const started = resident.call('sessions.start', { conversationId: chat, summary: true })
    await hold.reached
    expect(await reserved()).toBeGreaterThan(0)
    hold.release()
    expect(await started).toMatchObject({ summary: 'They like marmalade.' })
    expect(await reserved()).toBe(0)
  })

  it('of a connection that is gone is refused, and without one the switch works', async () => {
    const gone = await connection('gone', 100_000)
    await resident.call('sessions.start', { conversationId: chat, connectionId: gone })
    await say(long, 'Noted.')
    await resident.call('connections.remove', { id: gone })
    const small = await connection('small', 25_000)
    const wish = { conversationId: chat, connectionId: small }
    await expect(resident.call('sessions.switchModel', { ...wish, summary: true })).rejects.toThrow(
      'unavailable',
    )
    expect((await session())?.connectionId).toBe(gone)
    expect(await resident.call('sessions.switchModel', wish)).toMatchObject({ kept: false })
  })

  it('can be stopped while it is made, and is not made twice at once', async () => {
    await say(fact, 'Noted.')
    const before = await session()
    const hold = createHold(0)
    resident.model.add({ reply: says('Too late.', { hold }) })
    const pending = resident.call('sessions.start', { conversationId: chat, summary: true })
    const ended = failureOf(pending)
    await hold.reached
    await expect(resident.call('sessions.start', { conversationId: chat, summary: true })).rejects.toThrow(
      'conflict: A summary of this conversation is being made already.',
    )
    await resident.call('sessions.cancelSummary', { conversationId: chat })
    expect(await ended).toContain('conflict: You stopped the summary; nothing was changed.')
    expect(await session()).toEqual(before)
    await resident.call('sessions.cancelSummary', { conversationId: chat })
  })

  it('is not made of a session in which something goes on: it would miss it', async () => {
    await say(fact, 'Noted.')
    const [working, making] = [createHold(2), createHold(0)]
    resident.model.add({ when: 'and honey?', reply: says('Noted too.', { hold: working }) })
    const turnId = await send('and honey?')
    await working.reached
    const before = await session()
    await expect(resident.call('sessions.start', { conversationId: chat, summary: true })).rejects.toThrow(
      'conflict: The assistant still works in this session',
    )
    working.release()
    await resident.turnIs(turnId, 'succeeded')
    resident.model.add({ when: '<transcript>', reply: says('A summary.', { hold: making }) })
    const ended = failureOf(resident.call('sessions.start', { conversationId: chat, summary: true }))
    await making.reached
    await say('and jam?', 'Jam, too.')
    making.release()
    expect(await ended).toContain('conflict: More was said while the summary was made.')
    expect(await session()).toEqual(before)
  })

  it('comes too late for a conversation that went on in another session', async () => {
    await say(fact, 'Noted.')
    const hold = createHold(0)
    resident.model.add({ reply: says('A summary.', { hold }) })
    const pending = resident.call('sessions.start', { conversationId: chat, summary: true })
    const ended = failureOf(pending)
    await hold.reached
    const other = await resident.call('sessions.start', { conversationId: chat })
    hold.release()
    expect(await ended).toContain('conflict: The conversation went on in another session')
    expect((await session())?.id).toBe(other.id)
  })
})
