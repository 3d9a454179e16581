import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import type { Answer, Question } from '../../src-shared/domain/question.ts'
import type { Result } from '../../src-shared/ipc/result.ts'
import { CliFailure } from '../cli/cli-failure.ts'
import { connectTo, type ControlClient } from '../cli/control-client.ts'
import { runIn } from '../cli/testing/fake-application.ts'
import { calls, says } from '../models/practice/replies.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import { generator } from './crash-loop/ask-plans.ts'
import { resultIn } from './result-in.ts'
import { type Resident, startResident } from './start-resident.ts'

const rounds = 500
/** So many questions of one message are raced for at the same time. */
const atOnce = 5
const deadlineMs = 60_000
const options = ['amber', 'green', 'blue']
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 })

let resident: Resident
let clients: readonly ControlClient[]
let scheduleId: string
beforeAll(async () => {
  const asking = Array.from({ length: atOnce }, (_, nth) => {
    const question = `Which colour for wall ${nth}?`
    return ['ask_user', nth % 2 === 0 ? { question } : { question, options }] as const
  })
  resident = await startResident([
    {
      always: true,
      reply: ({ messages }) => (messages.length === 1 ? calls(...asking) : says('Painted.')),
    },
  ])
  clients = [await connectTo(resident.dataDir), await connectTo(resident.dataDir)]
  const { id } = await resident.call('schedules.create', {
    title: 'Race',
    action: { kind: 'assist', instruction: 'Paint the walls', context: 'fresh' },
    trigger: { kind: 'once', at: resident.clock.now() + 365 * 86_400_000 },
    policies: { questionDeadline: { afterMs: deadlineMs, then: 'default' } },
  })
  scheduleId = id
})
afterAll(async () => {
  for (const client of clients) client.close()
  await resident.end()
})

const places = ['inbox', 'command line', 'notification', 'conversation', 'terminal', 'deadline'] as const
type Place = (typeof places)[number]
type Came = 'won' | { readonly conflict: string }

/** One who answers, and what came of it. */
interface Racer {
  readonly place: Place
  readonly text: string
  readonly came: Came
}

const random = generator(17)

/** After a random moment, so that each wins now and then. */
async function moment(most: number): Promise<void> {
  for (let left = Math.floor(random() * most); left > 0; left--) await yieldToEvents()
}

function cameOf(result: Result<unknown>): Came {
  if (result.ok) return 'won'
  if (result.error.code !== 'conflict') throw new Error(`${result.error.code}: ${result.error.message}`)
  return { conflict: result.error.message }
}

async function overSocket(client: ControlClient, id: string, answer: Answer): Promise<Came> {
  try {
    await client.call('questions.answer', { id, answer })
    return 'won'
  } catch (error) {
    if (error instanceof CliFailure && error.code === 'conflict') return { conflict: error.message }
    throw error
  }
}

async function onNotification(key: string, questionId: string, answer: Answer): Promise<Came> {
  resident.desktop.answerOn({ key, questionId, answer })
  await yieldToEvents()
  // Who comes late there is told in its place.
  const refusal = resident.desktop.shown.findLast((shown) => shown.key === key)
  return refusal === undefined ? 'won' : { conflict: refusal.body }
}

async function inTerminal(id: string, text: string): Promise<Came> {
  const { code, out } = await runIn(resident.dataDir, ['answer', id, '--json', '--other', '--', text])
  if (code === 0) return 'won'
  const { error } = JSON.parse(out) as { error: { code: string; message: string } }
  if (error.code !== 'conflict') throw new Error(`${error.code}: ${error.message}`)
  return { conflict: error.message }
}

/** Everybody at once, each twice. */
function race({ id, deliverTo }: Question, round: number): Promise<Racer[]> {
  const racer = async (
    place: Place,
    nth: number,
    latest: number,
    go: (answer: Answer, text: string) => Promise<Came>,
  ): Promise<Racer> => {
    const text = `${place} ${round} ${nth}`
    await moment(latest)
    return { place, text, came: await go({ kind: 'text', text }, text) }
  }
  const both = [1, 2]
  // The command asks what is open before it answers, so the others hurry less where it takes part.
  const hasTerminal = round % atOnce === 0
  const late = hasTerminal ? 90 : 30
  // The same message twice, as a doubled click or a shaky transport sends it.
  const message = (text: string) => ({ conversationId: deliverTo, text, answers: id, clientId: `c${round}` })
  const { router } = resident.app
  return Promise.all([
    ...both.map((nth) =>
      racer('inbox', nth, late, async (answer) =>
        cameOf(await router.call('questions.answer', { id, answer }, { via: 'window' })),
      ),
    ),
    ...clients.map((client, nth) =>
      racer('command line', nth + 1, late, (answer) => overSocket(client, id, answer)),
    ),
    ...both.map((nth) =>
      racer('notification', nth, late, (answer) => onNotification(`race ${round} ${nth}`, id, answer)),
    ),
    ...both.map(() =>
      racer('conversation', 1, late, async (_, text) =>
        cameOf(await router.call('conversations.send', message(text), { via: 'window' })),
      ),
    ),
    ...(hasTerminal ? both : []).map((nth) => racer('terminal', nth, 1, (_, text) => inTerminal(id, text))),
  ])
}

/** The sentence that everybody who comes late is told. */
function sentence({ status, answeredVia, answerText }: Question): RegExp {
  return status === 'expired'
    ? /^This question was not answered before its deadline at \d\d:\d\d\.$/
    : new RegExp(
        `^This question was already answered from the ${answeredVia} at \\d\\d:\\d\\d: ${answerText}$`,
      )
}

/** Looks at what came of one question, and says who won. */
async function judge(asked: Question, racers: readonly Racer[]): Promise<Place> {
  const question = await resident.call('questions.get', { id: asked.id })
  const winners = racers.filter(({ came }) => came === 'won')
  const place = winners[0]?.place ?? 'deadline'
  const heard = resultIn(resident.model.requests.at(-1), asked.call?.toolUseId ?? '')
  if (place === 'deadline') {
    expect(question.status).toBe('expired')
    expect(heard).toContain('did not answer in time')
  } else {
    expect(question.status).toBe('answered')
    expect([...new Set(winners.map(({ text }) => text))]).toEqual([question.answerText])
    // The doubled message is one message, sent twice; everything else wins once.
    expect(winners).toHaveLength(place === 'conversation' ? 2 : 1)
    expect(heard).toBe(question.answerText)
  }
  for (const { came } of racers) if (came !== 'won') expect(came.conflict).toMatch(sentence(question))
  return place
}

it('of all places and the deadline at once, each doubled, exactly one wins, 500 times: the model sees its answer, and all others are told from where and when it was answered', async () => {
  const wins = new Map<Place, number>()
  for (let round = 0; round < rounds; round += atOnce) {
    const { id: runId } = await resident.call('schedules.runNow', { id: scheduleId })
    await resident.runIs(runId, 'waiting')
    const asked = await resident.call('questions.list', { status: 'open' })
    expect(asked).toHaveLength(atOnce)
    const before = resident.model.requests.length
    const races = asked.map((question, nth) => race(question, round + nth))
    const deadline = moment(100).then(() => resident.clock.advance(deadlineMs))
    const all = await Promise.all(races)
    await deadline
    await resident.runIs(runId, 'succeeded')
    // It went on once, with every answer.
    expect(resident.model.requests).toHaveLength(before + 1)
    for (const [nth, question] of asked.entries()) {
      const place = await judge(question, all[nth] ?? [])
      wins.set(place, (wins.get(place) ?? 0) + 1)
    }
    const { deliverTo } = asked[0] ?? { deliverTo: '' }
    const { messages } = await resident.call('conversations.messages', {
      conversationId: deliverTo,
      limit: 30,
    })
    const typed = messages.flatMap(({ answers }) =>
      answers === null || answers === undefined ? [] : [answers],
    )
    expect(new Set(typed).size).toBe(typed.length)
  }
  // A race that one side always wins is none.
  expect([...wins.keys()].toSorted()).toEqual([...places].toSorted())
  expect([...wins.values()].reduce((sum, each) => sum + each, 0)).toBe(rounds)
})
