import type { AppEvent } from '../src-shared/ipc/events.ts'
import type { MessagesRequest } from '../src-main/models/practice/messages-request.ts'
import { calls, says } from '../src-main/models/practice/replies.ts'
import type { Reply } from '../src-main/models/practice/responder.ts'
import { type ControlClient, connectControl } from './harness/control-client.ts'
import { expect, test } from './harness/model-test.ts'
import { runIs } from './harness/schedule-soon.ts'
import { waitFor } from './harness/wait-for.ts'

/** The application is killed as soon as it has told the n-th event (from 1) that matches. */
interface Step {
  readonly name: string
  readonly matches: (event: AppEvent) => boolean
  readonly nth?: number
}

const runEvent = (kind: string) => (event: AppEvent) =>
  event.event === 'run.event' && event.data.kind === kind
const turnIs = (status: string) => (event: AppEvent) =>
  event.event === 'turn.changed' && event.data.status === status
const steps: readonly Step[] = [
  { name: 'the slot has its row', matches: (e) => e.event === 'run.changed' && e.data.status === 'queued' },
  { name: 'the turn starts', matches: turnIs('running') },
  { name: 'the first words of a reply', matches: (e) => e.event === 'message.delta' },
  { name: 'a reply that calls a tool', matches: runEvent('message') },
  { name: 'the tool starts', matches: runEvent('tool-started') },
  { name: 'the tool is finished', matches: runEvent('tool-finished') },
  { name: 'a reply that asks', matches: runEvent('message'), nth: 2 },
  { name: 'the turn waits', matches: runEvent('asked') },
  { name: 'the question is in the inbox', matches: (e) => e.event === 'inbox.changed' },
  { name: 'the answer', matches: runEvent('answered') },
  { name: 'the turn is queued again', matches: turnIs('queued'), nth: 2 },
  { name: 'the turn goes on', matches: runEvent('started'), nth: 2 },
  { name: 'the run has ended', matches: runEvent('succeeded') },
]

test('kill -9 of the application at every step of a fire: each fire ends once, with one row, one question and one result', async ({
  start,
  model,
}) => {
  // A dozen starts of the whole application.
  test.setTimeout(180_000)
  model.add({ always: true, reply: (request) => replyTo(request) })
  let dormouse = start({ args: ['--hidden'], env: { ...model.env } })
  let ready = await dormouse.ready()
  for (const step of steps) {
    await test.step(step.name, async () => {
      let control = await connectControl(ready.socketPath)
      await killAt(control, step, () => process.kill(ready.pid, 'SIGKILL'))
      const schedule = await control.call('schedules.create', {
        title: step.name,
        action: { kind: 'assist', instruction: `Do it (${step.name})`, context: 'fresh' },
        trigger: { kind: 'interval', everyMs: 1000 },
        policies: { bounds: { maxRuns: 1 } },
      })
      expect(await dormouse.ended()).toBe('SIGKILL')

      dormouse = start({ args: ['--hidden'], env: { ...model.env } })
      ready = await dormouse.ready()
      control = await connectControl(ready.socketPath)
      const ended = await finish(control, schedule.id)
      expect(ended).toMatchObject({ status: 'succeeded', delivery: 'delivered', result: 'All done.' })
      expect((await control.call('runs.list', { scheduleId: schedule.id })).runs).toHaveLength(1)
      expect((await control.call('schedules.get', { id: schedule.id })).nextAt).toBeNull()
      const { messages } = await control.call('conversations.messages', {
        conversationId: schedule.deliverTo,
      })
      expect(messages.map((message) => message.content[0])).toMatchObject([
        { kind: 'question', text: 'Which colour?' },
        { kind: 'result', text: 'All done.' },
      ])
      const items = (await control.call('inbox.list', {})).filter((item) => item.runId === ended.id)
      expect(items.map((item) => item.kind).toSorted()).toEqual(['question', 'result'])
      const { events } = await control.call('runs.get', { id: ended.id })
      const count = (kind: string): number => events.filter((event) => event.kind === kind).length
      expect([count('asked'), count('answered'), count('message'), count('succeeded')]).toEqual([1, 1, 3, 1])
      expect(count('recovered')).toBeLessThanOrEqual(1)
      // At most the call that was under way is made again, and as the same call.
      const requests = model.requests.filter((request) => JSON.stringify(request).includes(`(${step.name})`))
      expect(requests.length - 3).toBe(requests.length > 3 ? count('recovered') : 0)
      expect(new Set(requests.map((request) => JSON.stringify(request.messages))).size).toBe(3)
      control.close()
    })
  }
})

/** From now on what is asked is answered, and the very event of the step kills. */
async function killAt(control: ControlClient, { matches, nth = 1 }: Step, kill: () => void): Promise<void> {
  let seen = 0
  await control.subscribe((event) => {
    if (matches(event) && ++seen === nth) kill()
    else if (event.event === 'question.changed' && event.data.status === 'open')
      void control.raw('questions.answer', { id: event.data.id, answer: { kind: 'text', text: 'amber' } })
  })
}

async function finish(control: ControlClient, scheduleId: string) {
  return waitFor(
    async () => {
      for (const { id } of await control.call('questions.list', { status: 'open' }))
        await control.call('questions.answer', { id, answer: { kind: 'text', text: 'amber' } })
      return runIs(control, scheduleId, 'succeeded', 0)
    },
    { what: 'the end of the run', within: 20_000 },
  )
}

function replyTo({ messages }: MessagesRequest): Reply {
  switch (messages.filter(({ role }) => role === 'assistant').length) {
    case 0:
      return calls('I look around first.', ['list_directory', {}])
    case 1:
      return calls(['ask_user', { question: 'Which colour?' }])
    default:
      return says('All done.')
  }
}
