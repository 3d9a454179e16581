import { calls, says } from '../src-main/models/practice/replies.ts'
import type { ScriptedModel } from '../src-main/models/practice/scripted-responder.ts'
import { median } from './median.ts'
import type { PromptClient } from './prompt-client.ts'

type Call = readonly [name: string, input: unknown]

/** One turn that makes these calls, all of one reply. Resolves with the milliseconds from that reply to the next request. */
async function timeTurn(
  client: PromptClient,
  model: ScriptedModel,
  folder: string,
  uses: readonly Call[],
): Promise<number> {
  let replied = 0
  let done = 0
  model.add(
    {
      reply: () => {
        replied = performance.now()
        return calls(...uses)
      },
    },
    {
      reply: (request) => {
        done = performance.now()
        const results = request.messages.at(-1)?.content ?? []
        const failed = results.find((block) => block.type === 'tool_result' && block.isError)
        if (failed) throw new Error(`A call failed: ${JSON.stringify(failed)}`)
        return says('Done.')
      },
    },
  )
  // A conversation of its own each time: what is measured is the calls, not a growing context.
  const { id } = await client.request('conversations.create', { workingDirectory: folder })
  await client.request('conversations.setPermission', { id, permission: 'full' })
  const ended = client.event(
    (event, data) =>
      event === 'turn.changed' &&
      data['conversationId'] === id &&
      data['status'] !== 'running' &&
      data['status'] !== 'queued',
  )
  await client.request('conversations.send', { conversationId: id, text: 'Go' })
  await ended
  if (done === 0) throw new Error('The turn ended, or asked, before its calls were done.')
  return done - replied
}

/**
 * Milliseconds of one call in a turn of the application, with everything that comes with it: judging, both commits,
 * what is kept, events. The median over rounds of (a turn with `1 + more` calls − a turn with one) ÷ `more`.
 */
export async function timeCalls(
  client: PromptClient,
  model: ScriptedModel,
  folder: string,
  callOf: (n: number) => Call,
  { more, rounds }: { readonly more: number; readonly rounds: number },
): Promise<number> {
  let n = 0
  const take = (count: number): Call[] => Array.from({ length: count }, () => callOf(n++))
  const each: number[] = []
  await timeTurn(client, model, folder, take(2))
  for (let round = 0; round < rounds; round++) {
    const one = await timeTurn(client, model, folder, take(1))
    const many = await timeTurn(client, model, folder, take(1 + more))
    each.push((many - one) / more)
  }
  return median(each)
}
