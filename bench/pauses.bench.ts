import { calls, says } from '../src-main/models/practice/replies.ts'
import { expect, test } from '../e2e/harness/model-test.ts'
import { settledMemoryOf } from './memory-of.ts'
import { percentile } from './percentile.ts'
import { prepareFolder } from './prepared-folder.ts'
import { printRow } from './print-row.ts'
import { connectPromptly, type PromptClient } from './prompt-client.ts'
import { addWaitingRuns } from './waiting-runs.ts'

const waiting = { many: 10_000, few: 10 }
type Which = keyof typeof waiting
const both = ['few', 'many'] as const
/** As many as wait where few do, so that both send the same. */
const page = 10
const longPage = 100

test('10,000 runs that wait for the user beside 10: numbers, pages, an answer, a question, memory', async ({
  home,
  start,
  model,
}) => {
  test.setTimeout(240_000)
  // What is asked in chats goes on to be asked; every answered run has nothing more to do.
  model.add(
    { when: 'Ask me', reply: calls(['ask_user', { question: 'Now?' }]), always: true },
    { reply: says('Done.'), always: true },
  )
  const folders = { few: home.dataDir, many: `${home.dataDir}-many` }
  const questions: Record<Which, string[]> = { few: [], many: [] }
  for (const which of both)
    await prepareFolder(folders[which], (filler) => {
      questions[which] = addWaitingRuns(filler, waiting[which])
    })
  const apps = {
    few: start({ args: ['--hidden'], env: { ...model.env, DORMOUSE_DATA_DIR: folders.few } }),
    many: start({ args: ['--hidden'], env: { ...model.env, DORMOUSE_DATA_DIR: folders.many } }),
  }
  const clients = {
    few: await connectPromptly((await apps.few.ready()).socketPath),
    many: await connectPromptly((await apps.many.ready()).socketPath),
  }
  for (const which of both)
    expect(await clients[which].request('inbox.counts', {})).toMatchObject({ waiting: waiting[which] })

  const routes: [name: string, route: string, input: unknown][] = [
    ['app.status', 'app.status', {}],
    ['inbox.counts', 'inbox.counts', {}],
    [`inbox.list, needs-you, ${page}`, 'inbox.list', { filter: 'needs-you', limit: page }],
    [`inbox.list, a word in all, ${page}`, 'inbox.list', { search: 'build', limit: page }],
    [`questions.list, open, ${page}`, 'questions.list', { status: 'open', limit: page }],
  ]
  for (const [name, route, input] of routes)
    print(name, await inTurns(50, (client) => timed(() => client.request(route, input))))

  const wanted = { filter: 'needs-you', limit: longPage }
  const rows = await clients.many.request('inbox.list', wanted)
  const json = await repeat(50, () => Promise.resolve(JSON.parse(JSON.stringify(rows))))
  const pages = await repeat(50, () => clients.many.request('inbox.list', wanted))
  print(`inbox.list, needs-you, ${longPage}`, { many: pages, few: json }, 'its JSON alone')

  print('asking one, to its question', await inTurns(20, ask))
  print('answering one', await inTurns(waiting.few, answer))
  printRow('memory', 'MB', await memory('many'), { name: '10 waiting', value: await memory('few') })
  for (const which of both) clients[which].close()

  async function memory(which: Which): Promise<number> {
    return settledMemoryOf(apps[which].process.pid ?? 0)
  }

  /** So many calls of each, one after the other, so that both have the same machine. */
  async function inTurns(
    times: number,
    call: (client: PromptClient, which: Which, n: number) => Promise<number>,
  ): Promise<Record<Which, number[]>> {
    const took: Record<Which, number[]> = { few: [], many: [] }
    for (let n = 0; n < times; n++)
      for (const which of both) took[which].push(await call(clients[which], which, n))
    return took
  }

  async function ask(client: PromptClient): Promise<number> {
    const { id } = await client.request('conversations.create', {})
    const asked = client.event((event, data) => event === 'question.changed' && data['conversationId'] === id)
    return timed(async () => {
      await client.request('conversations.send', { conversationId: id, text: 'Ask me' })
      await asked
    })
  }

  /** Of the first ones, until the reply; what they set going is over before the next. */
  async function answer(client: PromptClient, which: Which, n: number): Promise<number> {
    const id = questions[which][n]
    const { runId } = await client.request('questions.get', { id })
    const ended = client.event(
      (event, data) => event === 'run.changed' && data['id'] === runId && data['status'] === 'succeeded',
    )
    const input = { id, answer: { kind: 'text', text: 'Wait for the fix.' } }
    const took = await timed(() => client.request('questions.answer', input))
    await ended
    return took
  }
})

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now()
  await work()
  return performance.now() - begin
}

async function repeat(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  for (let n = 0; n < times; n++) took.push(await timed(work))
  return took
}

function print(what: string, took: Record<Which, number[]>, name = '10 waiting'): void {
  for (const [figure, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const floor = { name, value: percentile(took.few, share) }
    printRow(`${what}, ${figure}`, 'ms', percentile(took.many, share), floor)
  }
}
