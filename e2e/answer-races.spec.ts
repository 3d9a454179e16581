import type { Page } from '@playwright/test'
import type { Question } from '../src-shared/domain/question.ts'
import type { Result } from '../src-shared/ipc/result.ts'
import type { MessagesRequest } from '../src-main/models/practice/messages-request.ts'
import { calls, says } from '../src-main/models/practice/replies.ts'
import { textOf } from '../src-main/models/practice/request-text.ts'
import type { Reply } from '../src-main/models/practice/responder.ts'
import type { ControlClient } from './harness/control-client.ts'
import { expect, test } from './harness/model-test.ts'
import { waitFor } from './harness/wait-for.ts'

const rounds = 500
/** So many questions of one message, so many open at the same time, and so many raced for at once. */
const inMessage = 20
const openAtOnce = 100
const inRace = 10

/** One run after the other asks its questions, and says that it heard all of them. */
function replyTo({ messages: [first, ...rest] }: MessagesRequest): Reply {
  if (rest.length > 0) return says('Heard all of it.')
  const name = /number (\d+)/.exec(first ? textOf(first) : '')?.[1] ?? ''
  const asked = Array.from(
    { length: inMessage },
    (_, nth) => ['ask_user', { question: `Question ${nth} of ${name}?` }] as const,
  )
  return calls(...asked)
}

interface Try {
  readonly questionId: string
  readonly text: string
}

/** Every question twice, as a doubled click or event does it. */
function tries(questions: readonly Question[], place: string): Try[] {
  return questions.flatMap(({ id: questionId }) =>
    [1, 2].map((time) => ({ questionId, text: `${place} ${time}` })),
  )
}

/** All at once over the window's own bridge; and when the page came to it, epoch milliseconds. */
function fromWindow(
  page: Page,
  all: readonly Try[],
): Promise<{ sentAt: number; results: Result<unknown>[] }> {
  return page.evaluate(async (given) => {
    const { dormouse } = window as unknown as {
      dormouse: { call(route: string, input: unknown): Promise<Result<unknown>> }
    }
    const sentAt = Date.now()
    const results = await Promise.all(
      given.map(({ questionId: id, text }) =>
        dormouse.call('questions.answer', { id, answer: { kind: 'text', text } }),
      ),
    )
    return { sentAt, results }
  }, all)
}

/** One after the other within twice the time that the page takes to come to it: some are earlier there, some later. */
function fromSocket(control: ControlClient, all: readonly Try[], pageMs: number): Promise<Result<unknown>[]> {
  return Promise.all(
    all.map(async ({ questionId: id, text }, nth) => {
      await new Promise((resolve) => setTimeout(resolve, (2 * pageMs * nth) / all.length))
      return control.raw('questions.answer', { id, answer: { kind: 'text', text } })
    }),
  )
}

interface Came extends Try {
  readonly result: Result<unknown> | undefined
}

/** Runs, each with its questions, as soon as all of them wait. */
async function ask(control: ControlClient, from: number): Promise<{ runs: string[]; questions: Question[] }> {
  const runs: string[] = []
  for (let nth = 0; nth < openAtOnce / inMessage; nth++) {
    const { id } = await control.call('schedules.create', {
      title: `Race ${from + nth}`,
      action: { kind: 'assist', instruction: `Ask for number ${from + nth}`, context: 'fresh' },
      trigger: { kind: 'once', at: Date.now() + 86_400_000 },
    })
    runs.push((await control.call('schedules.runNow', { id })).id)
  }
  const questions = await waitFor(
    async () => {
      const open = await control.call('questions.list', { status: 'open' })
      return open.length === openAtOnce ? open : null
    },
    { what: 'the questions', within: 30_000 },
  )
  return { runs, questions }
}

test('window and socket answer the same question at the same time, each twice, 500 times: exactly one answer each', async ({
  launchWithModel,
  model,
}) => {
  test.setTimeout(120_000)
  model.add({ always: true, reply: replyTo })
  const dormouse = await launchWithModel([])
  const control = await dormouse.control()
  const page = await dormouse.window()
  const wins = { window: 0, socket: 0 }
  let pageMs = 5

  for (let round = 0; round < rounds; round += openAtOnce) {
    const { runs, questions } = await ask(control, round / inMessage)
    const came: Came[] = []
    for (let from = 0; from < openAtOnce; from += inRace) {
      const raced = questions.slice(from, from + inRace)
      const window = tries(raced, 'window')
      const socket = tries(raced, 'socket')
      const begunAt = Date.now()
      const [shown, said] = await Promise.all([fromWindow(page, window), fromSocket(control, socket, pageMs)])
      pageMs = Math.max(shown.sentAt - begunAt, 1)
      came.push(...window.map((each, nth) => ({ ...each, result: shown.results[nth] })))
      came.push(...socket.map((each, nth) => ({ ...each, result: said[nth] })))
    }
    const closed = await control.call('questions.list', { status: 'answered' })
    const answered = questions.map(({ id }) => closed.find((each) => each.id === id))
    for (const question of answered) {
      const ofIt = came.filter(({ questionId }) => questionId === question?.id)
      expect(ofIt).toHaveLength(4)
      const [winner, ...others] = ofIt.filter(({ result }) => result?.ok)
      expect(others).toEqual([])
      expect(winner?.text).toBe(question?.answerText)
      const place = winner?.text.startsWith('window') ? 'window' : 'socket'
      const via = { window: 'inbox', socket: 'command line' }[place]
      expect(question?.answeredVia).toBe(via)
      wins[place] += 1
      const sentence = new RegExp(
        `^This question was already answered from the ${via} at .+: ${winner?.text}$`,
      )
      for (const { result } of ofIt)
        if (result?.ok === false)
          expect(result.error).toEqual({ code: 'conflict', message: expect.stringMatching(sentence) })
    }
    for (const id of runs) {
      await waitFor(async () => (await control.call('runs.get', { id })).status === 'succeeded', {
        what: 'the end of a run',
      })
    }
    // Each run went on once, with exactly the answers that won.
    const heard = model.requests
      .slice(-runs.length)
      .flatMap(({ messages }) =>
        (messages.at(-1)?.content ?? []).flatMap((block) =>
          block.type === 'tool_result' ? [[block.toolUseId, block.text]] : [],
        ),
      )
    expect(Object.fromEntries(heard)).toEqual(
      Object.fromEntries(answered.map((each) => [each?.call?.toolUseId, each?.answerText])),
    )
  }
  expect(wins.window + wins.socket).toBe(rounds)
  // A race that one side always wins is none.
  expect(Math.min(wins.window, wins.socket)).toBeGreaterThan(0)
  expect(model.requests).toHaveLength((2 * rounds) / inMessage)
})
