import type { MessagesRequest } from './messages-request.ts'
import { faults } from './faults.ts'
import { startPracticeServer } from './practice-server.ts'
import { lastUserText, wholeText } from './request-text.ts'
import type { Reply, Responder } from './responder.ts'
import { waitingRoom } from './waiting-room.ts'

export type Match = string | RegExp | ((request: MessagesRequest) => boolean)

/** One planned answer. Without `when` it is for the next request that no step with `when` is for. */
export interface ScriptStep {
  /** A text or pattern is looked for in everything that the request says: system, messages and tool results. */
  readonly when?: Match
  readonly reply: Reply | Responder
  /** Answers every request that it is for, as often as they come, and is never left over. */
  readonly always?: boolean
}

export interface ScriptedModel {
  readonly url: string
  readonly key: string
  /** What an application is started with to reach this model. */
  readonly env: { readonly ANTHROPIC_BASE_URL: string; readonly ANTHROPIC_API_KEY: string }
  /** Every well-formed request so far, refused and unexpected ones included, oldest first. */
  readonly requests: readonly MessagesRequest[]
  /** Plans more answers, behind those that are planned. */
  add(...steps: readonly ScriptStep[]): void
  /** Resolves with the n-th request (from 1) as soon as it is there. */
  received(n: number): Promise<MessagesRequest>
  /** Resolves with the first request, past or future, that matches. */
  waitFor(match: Match): Promise<MessagesRequest>
  /** Throws when a planned answer was not asked for, or a request came that nothing was planned for. */
  assertDone(): void
  close(): Promise<void>
}

export interface ScriptedModelOptions {
  /** Real milliseconds between two events, for those who want to see streaming. */
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  readonly key?: string
}

/**
 * Starts a model on loopback that answers by a script. Steps that match by `when` come before plain ones, so runs
 * that go on at the same time each get their own. A request that nothing is planned for gets a 400 and is named by
 * `assertDone`.
 */
export async function createScriptedModel(
  script: readonly ScriptStep[] = [],
  { sleep = () => Promise.resolve(), key = 'scripted-model-key' }: ScriptedModelOptions = {},
): Promise<ScriptedModel> {
  const steps: ScriptStep[] = [...script]
  const unexpected: string[] = []
  const room = waitingRoom<MessagesRequest>()

  const responder: Responder = (request) => {
    room.enter(request)
    const step = take(steps, request)
    if (step !== undefined) return typeof step.reply === 'function' ? step.reply(request) : step.reply
    unexpected.push(excerpt(lastUserText(request)))
    return faults.status(400, 'invalid_request_error', 'Nothing is planned for this request.')
  }

  const server = await startPracticeServer({ responder, key, clock: { sleep }, models: ['scripted'] })
  return {
    url: server.url,
    key,
    env: { ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: key },
    requests: room.entered,
    add: (...more) => void steps.push(...more),
    received: (n) => room.whenThere(() => room.entered[n - 1]),
    waitFor: (match) => room.whenThere(() => room.entered.find((request) => matches(match, request))),
    assertDone() {
      const left = steps.filter((step) => step.always !== true)
      const problems = [
        ...left.map((step) => `An answer was not asked for: ${describe(step)}`),
        ...unexpected.map((text) => `Nothing was planned for: ${text}`),
      ]
      if (problems.length > 0) throw new Error(problems.join('\n'))
    },
    close: () => server.close(),
  }
}

function take(steps: ScriptStep[], request: MessagesRequest): ScriptStep | undefined {
  let index = steps.findIndex((step) => step.when !== undefined && matches(step.when, request))
  if (index < 0) index = steps.findIndex((step) => step.when === undefined)
  const step = steps[index]
  if (step !== undefined && step.always !== true) steps.splice(index, 1)
  return step
}

function matches(match: Match, request: MessagesRequest): boolean {
  if (typeof match === 'function') return match(request)
  const text = wholeText(request)
  // `search` has no memory, where `test` of a global pattern would go on from its last hit.
  return typeof match === 'string' ? text.includes(match) : text.search(match) >= 0
}

function describe(step: ScriptStep): string {
  const when = step.when === undefined ? '' : ` when ${String(step.when)}`
  return `${typeof step.reply === 'function' ? 'a function' : excerpt(JSON.stringify(step.reply.content))}${when}`
}

function excerpt(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
