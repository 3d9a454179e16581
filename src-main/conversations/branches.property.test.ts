import fc from 'fast-check'
import { expect, it } from 'vitest'
import { messageText } from '../../src-shared/domain/message.ts'
import { newConversation } from '../runs/visible-conversation.ts'
import { createTestCore, type TestCore } from '../testing/test-core.ts'
import { callView } from '../turns/call-view.ts'
import { contextMessages, readContext } from '../turns/read-context.ts'
import { createSessionDesk } from '../turns/session-desk.ts'
import { transcript } from '../turns/transcript.ts'
import { createBranches } from './branches.ts'
import { queueChatTurn } from './queue-chat-turn.ts'
import { createSessionMoves } from './session-moves.ts'
import { createShownWays } from './shown-ways.ts'

/** What was asked and answered at one place, and what came after it: of its versions one is chosen. */
interface Exchange {
  readonly asked: string
  readonly answer: string
  next: Exchange[]
  chosen: number
}

type Step =
  | { readonly kind: 'send' }
  | { readonly kind: 'edit' | 'regenerate'; readonly at: number }
  | { readonly kind: 'choose'; readonly at: number; readonly way: number }

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({ kind: 'send' as const }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constantFrom('edit' as const, 'regenerate' as const), at: fc.nat() }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('choose' as const), at: fc.nat(), way: fc.nat() }),
    },
  ),
  { maxLength: 25 },
)

it('the context of the branch that is shown holds exactly its path, whatever was edited, chosen and sent', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const core = createTestCore()
      try {
        walk(core, all)
      } finally {
        core.close()
      }
    }),
    { numRuns: 25 },
  )
})

function walk(core: TestCore, all: readonly Step[]): void {
  const { stores, unitOfWork } = core
  const connections = { find: () => undefined, defaultId: () => 'practice' }
  const sessions = createSessionDesk(core, connections, () => undefined)
  const ways = createShownWays(core)
  const branches = createBranches(core, { sessions, ways, kick: () => undefined })
  const moves = createSessionMoves(core, { sessions, ways })
  const kind = 'chat' as const
  const chat = unitOfWork.run((work) =>
    newConversation(
      core,
      { kind, title: 'Tree', scheduleId: null, workingDirectory: null, permission: 'ask' },
      work,
    ),
  )
  const root: Exchange = { asked: '', answer: '', next: [], chosen: 0 }
  let count = 0

  const path = (): Exchange[] => {
    const found = [root]
    for (let at = root.next[root.chosen]; at; at = at.next[at.chosen]) found.push(at)
    return found
  }
  const answer = (turnId: string, text: string): void => {
    const turn = stores.turns.get(turnId)
    if (!turn) throw new Error('There is no such turn.')
    const at = core.clock.now()
    stores.turns.change(turnId, { status: 'running', at })
    stores.messages.insert({
      id: core.ids.next('message'),
      conversationId: chat.id,
      sessionId: turn.sessionId,
      turnId,
      at,
      role: 'assistant',
      content: [{ type: 'text', text }],
    })
    stores.turns.change(turnId, { status: 'succeeded', at })
  }
  const send = (text: string): string =>
    unitOfWork.run((work) => {
      const { id: sessionId } = sessions.ensure(chat, {}, work)
      const place = { conversationId: chat.id, sessionId }
      const turn = queueChatTurn(core, place, () => undefined, work)
      stores.messages.insert({
        id: core.ids.next('message'),
        ...place,
        turnId: turn.id,
        at: turn.queuedAt,
        role: 'user',
        content: [{ type: 'text', text }],
      })
      return turn.id
    })
  const grow = (parent: Exchange, asked: string, turnId: string): void => {
    const exchange = { asked, answer: `A${count}`, next: [], chosen: 0 }
    answer(turnId, exchange.answer)
    parent.next.push(exchange)
    parent.chosen = parent.next.length - 1
  }
  const shown = () => stores.threads.page(chat.id, null, 500)

  for (const step of all) {
    count += 1
    const now = path()
    const parent = now[step.kind === 'send' ? now.length - 1 : step.at % Math.max(1, now.length - 1)] ?? root
    const child = parent.next[parent.chosen]
    if (step.kind === 'send' || !child) {
      const leaf = now.at(-1) ?? root
      grow(leaf, `Q${count}`, send(`Q${count}`))
    } else {
      const message = shown().messages[2 * now.indexOf(parent)]
      if (!message) throw new Error('Its message is not shown.')
      if (step.kind === 'edit') {
        grow(parent, `Q${count}`, branches.edit({ id: message.id, text: `Q${count}` }).turnId)
      } else if (step.kind === 'regenerate') {
        grow(parent, child.asked, branches.regenerate(message.turnId ?? '').turnId)
      } else if (step.kind === 'choose' && parent.next.length > 1) {
        parent.chosen = step.way % parent.next.length
        const branch = shown().branches.find(({ messageId }) => messageId === message.id)
        moves.choose(branch?.forkId ?? '', branch?.sessionIds[parent.chosen] ?? '')
      }
    }
    expectPath(path())
  }

  function expectPath(exchanges: readonly Exchange[]): void {
    const said = exchanges.slice(1).flatMap(({ asked, answer: text }) => [asked, text])
    const page = shown()
    expect(page.messages.map(({ content }) => messageText(content))).toEqual(said)
    const parted = exchanges.filter(({ next }) => next.length > 1)
    const points = page.branches.map(({ sessionIds, chosen }) => `${chosen + 1} of ${sessionIds.length}`)
    const wanted = parted.map(({ next, chosen }) => `${chosen + 1} of ${next.length}`)
    expect(points.toSorted(byLetters)).toEqual(wanted.toSorted(byLetters))
    const session = stores.sessions.current(chat.id)
    const call = callView({ model: 'a-model', connectionId: 'practice', tools: [] })
    const context = contextMessages(readContext(stores, session?.id ?? '', null), { call })
    const words = transcript(context).match(/\b[QA]\d+\b/g) ?? []
    expect(words).toEqual(said)
    // The same by small pages, forwards and backwards.
    const ids = page.messages.map(({ id }) => id)
    expect(backwards()).toEqual(ids)
    expect(forwards()).toEqual(ids)
  }
  function backwards(): string[] {
    const ids: string[] = []
    for (let before: number | null = Number.MAX_SAFE_INTEGER; before !== null;) {
      const page = stores.threads.page(chat.id, before, 3)
      ids.unshift(...page.messages.map(({ id }) => id))
      before = page.nextBefore
    }
    return ids
  }
  function forwards(): string[] {
    const ids: string[] = []
    for (let after: number | null = 0; after !== null;) {
      const page = stores.threads.pageAfter(chat.id, after, 3)
      ids.push(...page.messages.map(({ id }) => id))
      after = page.nextAfter
    }
    return ids
  }
}

function byLetters(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
