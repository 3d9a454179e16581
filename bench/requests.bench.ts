import { randomBytes } from 'node:crypto'
import { test } from '@playwright/test'
import { callEstimate } from '../src-main/budgets/call-estimate.ts'
import type { ModelRequest } from '../src-main/models/model-client.ts'
import { requestParams } from '../src-main/models/request-params.ts'
import { yieldToEvents } from '../src-main/platform/yield-to-events.ts'
import { callView } from '../src-main/turns/call-view.ts'
import { requestTokens } from '../src-main/turns/context-tokens.ts'
import { createKeptContext, type KeptContext } from '../src-main/turns/kept-context.ts'
import { withAttachments } from '../src-main/turns/with-attachments.ts'
import { longSession } from './long-session.ts'
import { cpuMs, longestBlock } from './longest-block.ts'
import { median } from './median.ts'
import { printRow } from './print-row.ts'

const rounds = 9
const fileBytes = 20 * 1024 * 1024
const call = callView({ model: 'm', connectionId: 'c', tools: [{ name: 'look' }] })

/** As a turn's step does it, without the model. */
async function build(context: KeptContext): Promise<ModelRequest> {
  const { messages } = await context.build(call)
  const ready = await withAttachments(messages, (blob) => context.encoded(blob))
  return { model: 'm', system: 'You are an assistant.', tools: [], maxTokens: 16_000, messages: ready }
}

const inOneGo = (work: () => unknown): number => {
  const begun = cpuMs()
  work()
  return cpuMs() - begun
}

for (const count of [2000, 10_000])
  test(`the request of a session of ${count} messages, beside its JSON, which the SDK makes in one go`, async () => {
    const { core, turn, step } = longSession(count)
    const parts = { stores: core.stores, bus: core.bus, blobs: { read: () => Promise.resolve(null) } }
    const figures = { first: [], firstBlock: [], next: [], nextBlock: [], looks: [], json: [] } as {
      readonly [Name in 'first' | 'firstBlock' | 'next' | 'nextBlock' | 'looks' | 'json']: number[]
    }
    try {
      for (let round = 0; round < rounds; round += 1) {
        const context = createKeptContext(parts, turn)
        const first = await longestBlock(() => build(context))
        step()
        const next = await longestBlock(() => build(context))
        const request = await build(context)
        await yieldToEvents()
        const looks = [
          inOneGo(() => requestTokens(request, 1)),
          inOneGo(() => callEstimate(request, { price: null, window: 1e9, lastContext: 0 })),
          inOneGo(() => requestParams(request, 'm', { cache: true })),
        ]
        const params = requestParams(request, 'm', { cache: true })
        await yieldToEvents()
        figures.first.push(first.ms)
        figures.firstBlock.push(first.blockMs)
        figures.next.push(next.ms)
        figures.nextBlock.push(next.blockMs)
        figures.looks.push(Math.max(...looks))
        figures.json.push(inOneGo(() => JSON.stringify(params)))
        context.end()
      }
    } finally {
      core.close()
    }
    const floor = { name: 'JSON', value: median(figures.json) }
    const row = (what: string, values: readonly number[]): void =>
      printRow(`${count} messages: ${what}`, 'ms', median(values), floor)
    row('a turn’s first', figures.first)
    row('longest block', figures.firstBlock)
    row('its next', figures.next)
    row('longest block', figures.nextBlock)
    row('longest look at it', figures.looks)
  })

test('20 MB of attachments in base64, beside the same in one go', async () => {
  const bytes = randomBytes(fileBytes)
  const { core, turn } = longSession(4)
  const parts = { stores: core.stores, bus: core.bus, blobs: { read: () => Promise.resolve(bytes) } }
  const first: number[] = []
  const blocks: number[] = []
  const again: number[] = []
  const bare: number[] = []
  try {
    for (let round = 0; round < rounds; round += 1) {
      const context = createKeptContext(parts, turn)
      const made = await longestBlock(() => context.encoded('file'))
      first.push(made.ms)
      blocks.push(made.blockMs)
      again.push((await longestBlock(() => context.encoded('file'))).ms)
      bare.push(inOneGo(() => bytes.toString('base64')))
      context.end()
    }
    const floor = { name: 'in one go', value: median(bare) }
    printRow('20 MB: a turn’s first call', 'ms', median(first), floor)
    printRow('20 MB: longest block', 'ms', median(blocks), floor)
    printRow('20 MB: its next call', 'ms', median(again), floor)
    const text = bytes.toString('base64')
    printRow(
      '20 MB: JSON, by the SDK',
      'ms',
      inOneGo(() => JSON.stringify({ text })),
      floor,
    )
  } finally {
    core.close()
  }
})
