import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createHold, type Hold } from '../models/practice/hold.ts'
import { calls, says } from '../models/practice/replies.ts'
import { wholeText } from '../models/practice/request-text.ts'
import { type Resident, startResident } from './start-resident.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Answers that stand still until they are let go, oldest first. */
let held: Hold[] = []
let isHeld = true
let answers = 0
let resident: Resident
beforeAll(async () => {
  resident = await startResident([
    {
      always: true,
      reply: () => {
        answers += 1
        const hold = createHold(1)
        if (isHeld) held.push(hold)
        else hold.release()
        // Some have another step, so that there is a place to make way at.
        return { ...(answers % 3 === 0 ? calls(['list_directory', {}]) : says('Done.')), hold }
      },
    },
  ])
})
afterAll(() => resident.end())

type Deed =
  | { readonly kind: 'send'; readonly interrupt: boolean; readonly twice: boolean }
  | { readonly kind: 'send-now' | 'take-back' | 'change' | 'stop'; readonly which: number }
  | { readonly kind: 'answer' }

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      interrupt: fc.boolean(),
      twice: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom('send-now' as const, 'take-back' as const, 'change' as const, 'stop' as const),
      which: fc.nat(5),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ kind: 'answer' as const }) },
)

const settle = async (): Promise<void> => {
  for (let i = 0; i < 30; i += 1) await new Promise((resolve) => setImmediate(resolve))
}
const letGo = (): void => held.shift()?.release()

it('a message during a turn is queued or interrupts, and is never refused or lost, whatever is hurried, changed, taken back and stopped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 12 }), async (deeds) => {
      held = []
      isHeld = true
      const { id: chat } = await resident.call('conversations.create', { title: 'Chat' })
      /** What should be there, by turn. */
      const sent = new Map<string, string>()
      const stopped = new Set<string>()
      const asked = resident.model.requests.length
      for (const [place, each] of deeds.entries()) {
        const turns = [...sent.keys()]
        const turnId = 'which' in each ? (turns[each.which % Math.max(1, turns.length)] ?? 'none') : 'none'
        switch (each.kind) {
          case 'send': {
            const words = `word${place}w`
            const input = { conversationId: chat, text: words, clientId: words, interrupt: each.interrupt }
            const [a, b] = await Promise.all([
              resident.call('conversations.send', input),
              ...(each.twice ? [resident.call('conversations.send', input)] : []),
            ])
            if (b) expect(b.turnId).toBe(a.turnId)
            sent.set(a.turnId, words)
            break
          }
          case 'answer':
            letGo()
            await settle()
            break
          case 'send-now':
            await resident.call('messages.sendNow', { turnId }).catch(refusedFor('conflict', 'not_found'))
            break
          case 'change': {
            const words = `changed${place}w`
            const done = await resident
              .call('messages.changeQueued', { turnId, text: words })
              .catch(refusedFor('conflict', 'not_found'))
            if (done) sent.set(turnId, words)
            break
          }
          case 'take-back': {
            const done = await resident
              .call('messages.removeQueued', { turnId })
              .catch(refusedFor('conflict', 'not_found'))
            if (done) sent.delete(turnId)
            break
          }
          case 'stop': {
            const done = await resident
              .call('turns.cancel', { turnId })
              .catch(refusedFor('conflict', 'not_found'))
            if (done) stopped.add(turnId)
            break
          }
          default:
            throw new Error(each satisfies never)
        }
      }
      isHeld = false
      for (const hold of held) hold.release()
      await resident.until(async () => {
        const { activeTurns } = await resident.call('conversations.get', { id: chat })
        return activeTurns.length === 0 ? true : undefined
      })
      const { messages, turns = [] } = await resident.call('conversations.messages', { conversationId: chat })
      const said = messages.flatMap(({ role, content: [block] }) =>
        role === 'user' && block?.type === 'text' ? [block.text] : [],
      )
      expect(said.toSorted()).toEqual([...sent.values()].toSorted())
      const requests = resident.model.requests.slice(asked).map(wholeText)
      const bad = new Set(turns.map(({ id }) => id))
      for (const [turnId, words] of sent)
        // Those that nobody stopped were answered, or made way for one that was.
        if (!stopped.has(turnId) && !bad.has(turnId))
          expect(requests.some((text) => text.includes(words))).toBe(true)
      for (const turn of turns) {
        expect(turn.status).toBe('cancelled')
        if (!stopped.has(turn.id)) expect(turn).toMatchObject({ interrupted: true })
      }
    }),
    { numRuns: 25 },
  )
})

function refusedFor(...codes: readonly string[]): (error: unknown) => null {
  return (error) => {
    expect(codes).toContain(error instanceof Error ? error.message.split(':')[0] : error)
    return null
  }
}
