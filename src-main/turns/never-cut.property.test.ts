import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { noUsage } from '../../src-shared/domain/usage.ts'
import { ModelError, type ModelClient, type ModelRequest } from '../models/model-client.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { callView } from './call-view.ts'
import { compactStep } from './compact-step.ts'
import { createKeptContext, type KeptContext } from './kept-context.ts'
import { nextCall } from './next-call.ts'
import { contextMessages, readContext } from './read-context.ts'
import type { TurnRunnerParts } from './run-turn.ts'
import { noTries } from './try-call.ts'

/** What may happen. `at`: which of those that there are, as a share of them. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('say' as const), size: fc.nat(600) }) },
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      size: fc.nat(900),
      calls: fc.boolean(),
      wants: fc.constantFrom('nothing', 'room', 'much room'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('end' as const),
      how: fc.constantFrom('succeeded' as const, 'failed' as const, 'cancelled' as const, 'waiting' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('answer' as const), at: fc.nat(1000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fork' as const), at: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('go' as const), at: fc.nat(1000) }) },
)
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

const marks = (text: string): string[] => [...new Set(text.match(/⟦\d+⟧/g))]
const call = callView({ model: 'm', connectionId: 'c', tools: [] })
const never = new AbortController().signal
const tooLong = new ModelError('context-full', 'Too long.', { transient: false })

/** A conversation that things happen in. Every message has a mark, and a summary holds the marks of what it was made of. */
function world(core: TestCore) {
  const { stores, ids, clock } = core
  let count = 0
  let running: Turn | null = null
  /** From the beginning of what runs to its end or pause. */
  let context: KeptContext | null = null
  const sessions: string[] = []
  /** The marks that belong to the context of a session, with the place of the message that they stand in. */
  const said = new Map<string, { mark: string; seq: number }[]>()
  const known = new Map<string, { mark: string; seq: number }[]>()
  let session = ''
  const conversationId = ids.next('conversation')
  const at = clock.now()
  stores.conversations.insert({
    id: conversationId,
    kind: 'chat',
    title: 'T',
    permission: 'full',
    tools: {},
    scheduleId: null,
    workingDirectory: null,
    createdAt: at,
    updatedAt: at,
  })
  const open = (parentId: string | null, parentSeq: number | null): void => {
    session = ids.next('session')
    sessions.push(session)
    said.set(session, [])
    const before = parentId === null ? [] : contextOf(parentId)
    known.set(
      session,
      before.filter(({ seq }) => seq <= (parentSeq ?? 0)),
    )
    stores.sessions.insert({
      id: session,
      conversationId,
      runtime: 'built-in',
      connectionId: 'c',
      model: null,
      workingDirectory: null,
      reason: parentId === null ? 'first' : 'forked',
      parentId,
      parentSeq,
      createdAt: clock.now(),
    })
  }
  const contextOf = (id: string): { mark: string; seq: number }[] => [
    ...(known.get(id) ?? []),
    ...(said.get(id) ?? []),
  ]
  const message = (turn: Turn, role: 'user' | 'assistant', size: number, calls: boolean): string => {
    const id = ids.next('message')
    const mark = `⟦${count++}⟧`
    const text = { type: 'text' as const, text: `${mark} ${'x '.repeat(size)}` }
    const use = { type: 'tool_use' as const, id: 'u', name: 'look', input: {} }
    const { conversationId: of, sessionId, id: turnId } = turn
    const content = calls ? [text, use] : [text]
    stores.messages.insert({ id, conversationId: of, sessionId, turnId, at: clock.now(), role, content })
    if (calls)
      stores.toolCalls.insert({ messageId: id, toolUseId: 'u', turnId, position: 1, name: 'look', input: {} })
    said.get(sessionId)?.push({ mark, seq: stores.contexts.seqOf(id) })
    return id
  }
  const finish = (turn: Turn, messageId: string, size: number): void => {
    const mark = `⟦${count++}⟧`
    const content = `${mark} ${'y '.repeat(size)}`
    stores.toolCalls.finish(messageId, 'u', { content, isError: false }, clock.now())
    said.get(turn.sessionId)?.push({ mark, seq: stores.contexts.seqOf(messageId) })
  }
  const waiting = (): Turn[] =>
    stores.turns.active(conversationId).filter(({ status }) => status === 'waiting')
  /** The call that a waiting turn waits for. */
  const openCall = (turn: Turn): string | undefined => stores.toolCalls.unfinished(turn.id)[0]?.messageId

  const client: ModelClient = {
    complete: (request) =>
      Promise.resolve({
        model: 'm',
        content: [{ type: 'text', text: `Known: ${marks(JSON.stringify(request.messages)).join(' ')}` }],
        stopReason: 'end_turn',
        usage: { ...noUsage, steps: 1 },
      }),
  }
  const parts = {
    core,
    promptParts: () => Promise.resolve([]),
    reach: () => ({ model: 'm', window: 8000 }),
    client: () => Promise.resolve(client),
    budgets: { used: () => undefined, rest: () => undefined },
    settler: { masked: (text: string) => text },
    ledger: { tell: () => undefined, held: () => undefined },
  } as unknown as TurnRunnerParts

  /** A step of the turn up to where it would ask the model; the request that it would send. */
  const prepare = async (turn: Turn, refusals: number): Promise<ModelRequest | null> => {
    const tries = { ...noTries(), refusal: refusals > 0 ? tooLong : null, refusals }
    for (let times = 0; times < 50; times++) {
      const record = stores.turns.find(turn.id)
      const own = stores.sessions.get(turn.sessionId)
      const conversation = stores.conversations.get(conversationId)
      if (!record || !own || !conversation) throw new Error('The rows are gone.')
      const place = {
        turn,
        session: own,
        conversation,
        place: { workingDirectory: null },
        tools: [],
        context,
      } as never
      let next
      try {
        next = await nextCall(parts, place, record, tries, never)
      } catch (error) {
        if (error === tooLong) return null
        throw error
      }
      if (next.kind === 'answer') {
        // What was kept from the steps before is what the rows say.
        const rows = readContext(stores, own.id, turn.id)
        expect(next.request.messages).toEqual(contextMessages(rows, { call }))
        return next.request
      }
      const execution = { signal: never, rest: () => Promise.resolve(), until: () => Promise.resolve() }
      await compactStep({ turn, retries: 0, tries, parts, execution }, next, client)
      tries.refusal = null
    }
    throw new Error('A summary is made again and again.')
  }

  open(null, null)
  return {
    contextOf,
    sessions,
    current: () => session,
    /** What a session's next call has, each as often as it stands there; what was asked last may be repeated. */
    marksOf: (id: string): string[] => {
      const turnId = running?.sessionId === id ? running.id : null
      const blocks = contextMessages(readContext(stores, id, turnId), { call }).flatMap(
        ({ content }) => content,
      )
      const told = blocks.filter((block) => block.type !== 'text' || !block.text.startsWith('<under-way'))
      return JSON.stringify(told).match(/⟦\d+⟧/g) ?? []
    },
    async happen(what: Happening): Promise<void> {
      clock.advance(1000)
      if (what.kind === 'step' && running)
        await prepare(running, ['nothing', 'room', 'much room'].indexOf(what.wants))
      // One transaction: each has to reach the disk.
      core.unitOfWork.run(() => write(what))
    },
  }

  function work(turn: Turn | null): void {
    context?.end()
    running = turn
    const { bus } = core
    context = turn && createKeptContext({ stores, bus, blobs: { read: () => Promise.resolve(null) } }, turn)
  }

  function write(what: Happening): void {
    switch (what.kind) {
      case 'say': {
        if (running) return
        const id = ids.next('turn')
        stores.turns.insert({
          id,
          conversationId,
          sessionId: session,
          runId: null,
          lane: 'chat',
          queuedAt: clock.now(),
        })
        stores.turns.change(id, { status: 'running', at: clock.now() })
        work(stores.turns.get(id) ?? null)
        if (running) message(running, 'user', what.size, false)
        stores.messages.beginUnder(id, 'full')
        return
      }
      case 'step': {
        if (!running) return
        const id = message(running, 'assistant', what.size, what.calls)
        if (what.calls) finish(running, id, what.size)
        return
      }
      case 'end': {
        if (!running) return
        if (what.how === 'waiting') message(running, 'assistant', 10, true)
        const failure = { code: 'network', message: 'No.' } as const
        stores.turns.change(
          running.id,
          what.how === 'waiting'
            ? { status: 'waiting' }
            : what.how === 'failed'
              ? { status: 'failed', at: clock.now(), failure }
              : { status: what.how, at: clock.now() },
        )
        work(null)
        return
      }
      case 'answer': {
        const all = waiting()
        const turn = all[what.at % Math.max(1, all.length)]
        const messageId = turn && openCall(turn)
        if (running || !turn || messageId === undefined) return
        finish(turn, messageId, 20)
        stores.turns.change(turn.id, { status: 'running', at: clock.now() })
        work(stores.turns.get(turn.id) ?? null)
        session = turn.sessionId
        return
      }
      case 'fork': {
        const own = said.get(session) ?? []
        const place = own[what.at % Math.max(1, own.length)]
        if (running || !place) return
        open(session, place.seq)
        return
      }
      case 'go':
        if (!running) session = sessions[what.at % sessions.length] ?? session
    }
  }
}

it('nothing is silently cut: every message is in the request or in the summary that it begins with, once', async () => {
  const core = createTestCore()
  let summaries = 0
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 30, maxLength: 120 }), async (all) => {
        const place = world(core)
        const check = (id: string): void => {
          const found = place.marksOf(id)
          expect(found).toHaveLength(new Set(found).size)
          expect(place.contextOf(id).filter(({ mark }) => !found.includes(mark))).toEqual([])
        }
        for (const what of all) {
          await place.happen(what)
          check(place.current())
        }
        for (const id of place.sessions) check(id)
        const made = place.sessions.filter((id) =>
          core.stores.compactions.newest(id, Number.MAX_SAFE_INTEGER),
        )
        summaries += made.length
      }),
      { seed: 20261121, numRuns: 15 },
    )
  } finally {
    core.close()
  }
  expect(summaries).toBeGreaterThan(10)
}, 60_000)
