import type Anthropic from '@anthropic-ai/sdk'
import type { Clock } from '../platform/clock.ts'
import { yieldToEvents } from '../platform/yield-to-events.ts'
import { createLearnedContent, type KeptRefusals } from './learned-content.ts'
import { behindBlock, compactionBlock, refusesCompaction } from './compaction-block.ts'
import { createCompactor } from './create-compactor.ts'
import { createTokenCounter } from './count-tokens.ts'
import {
  ModelError,
  type ModelClient,
  type ModelReply,
  type ModelRequest,
  type StreamListener,
} from './model-client.ts'
import { modelFailure } from './model-failure.ts'
import { orAborted } from './or-aborted.ts'
import { listPricing, type Pricing, pricedUsage } from './priced-usage.ts'
import { createReplyAssembler, type AssembledReply } from './reply-assembler.ts'
import { requestParams } from './request-params.ts'
import { watchedStream } from './watched-stream.ts'
import { createWebTools } from './web-tools.ts'

export interface AnthropicClientOptions {
  /** For messages to people. */
  readonly connectionName: string
  readonly apiKey: string | null
  /** A bearer token; only looked at without a key. */
  readonly authToken?: string | null
  /** `null`: Anthropic's own endpoint. */
  readonly baseUrl: string | null
  readonly defaultModel: string
  readonly clock: Clock
  /** By what its calls are priced, asked at each; left out: by the list. */
  readonly pricing?: () => Pricing
  /** Names of headers that the SDK would add by itself, and that are not for this endpoint. */
  readonly foreignHeaders?: readonly string[]
  /** Whether it makes summaries of its own; left out: Anthropic's service does. */
  readonly compacts?: boolean
  /** Where it is kept what its models do not take; left out: nowhere. */
  readonly refusals?: KeptRefusals
  /** How long the first byte of an answer may take: a local model may have to be loaded first. Milliseconds. */
  readonly firstByteMs?: number
  /** How long a begun answer may be silent, the service's pings counted as signs of life. Milliseconds. */
  readonly idleMs?: number
}

// Longer than ours, so that the SDK's own timer never decides.
const sdkTimeoutMs = 3_600_000

/** A model behind the Messages API. The SDK is loaded with the first call. */
export function createAnthropicClient(options: AnthropicClientOptions): ModelClient {
  const { clock, firstByteMs = 280_000, idleMs = 120_000 } = options
  let sdk: Promise<Anthropic> | null = null
  // Until the endpoint says that it does not know `cache_control`.
  let cache = true
  const content = createLearnedContent(options.refusals)
  // Until it says that it does not know the block of a summary.
  let ownSummary = options.compacts ?? isAnthropic(options.baseUrl)

  const loadSdk = (): Promise<Anthropic> => (sdk ??= createSdk(options))
  const limits = { firstMs: firstByteMs, idleMs }
  const count = createTokenCounter(loadSdk, clock)
  const makeSummary = createCompactor(loadSdk, { clock, limits })

  async function stream(request: ModelRequest, model: string, listener: StreamListener, signal: AbortSignal) {
    const client = await loadSdk()
    const assembler = createReplyAssembler(listener, () => clock.now())
    const block = ownSummary ? compactionBlock(summaryOf(request)) : null
    const params = requestParams(request, model, { cache, ownSummary: block !== null })
    // The SDK makes its JSON in one go.
    await yieldToEvents()
    await watchedStream(
      { clock, limits, signal },
      (sending) =>
        block === null
          ? client.messages.create(params, sending)
          : client.beta.messages.create(behindBlock(params, block), sending),
      (event) => assembler.take(event),
    )
    return assembler.finish()
  }

  async function streamOnce(
    request: ModelRequest,
    model: string,
    listener: StreamListener,
    signal: AbortSignal,
  ): Promise<AssembledReply> {
    const sent = content.fitted(request, model)
    try {
      return await stream(sent, model, listener, signal)
    } catch (error) {
      if (cache && refusesCacheControl(error)) cache = false
      else if (ownSummary && refusesCompaction(error)) ownSummary = false
      else if (!content.learn(error, sent, model)) throw error
      // Each of them is learned once.
      return streamOnce(request, model, listener, signal)
    }
  }

  const failure = (error: unknown, model: string): ModelError =>
    modelFailure(error, { connectionName: options.connectionName, model, now: clock.now() })

  return {
    ...(isAnthropic(options.baseUrl) ? { webTools: createWebTools({ ...options, sdk: loadSdk }) } : {}),
    async complete(request, listener, signal) {
      const model = request.model ?? options.defaultModel
      const pricing = options.pricing?.() ?? listPricing
      signal.throwIfAborted()
      try {
        const assembled = await orAborted(streamOnce(request, model, listener, signal), signal)
        return replyOf(assembled, model, pricing)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw failure(error, model)
      }
    },
    countTokens(request, signal) {
      const model = request.model ?? options.defaultModel
      return count(content.fitted(request, model), model, signal)
    },
    async compact(request, signal) {
      if (!ownSummary) return null
      const model = request.model ?? options.defaultModel
      const block = compactionBlock(summaryOf(request))
      const sent = content.fitted(request, model)
      const params = requestParams(sent, model, { cache, ownSummary: block !== null })
      signal.throwIfAborted()
      try {
        const made = await orAborted(makeSummary(params, block, signal), signal)
        if (made === null) {
          // It would be paid for twice each time.
          ownSummary = false
          return null
        }
        const { model: name, usage } = replyOf(made.reply, model, options.pricing?.() ?? listPricing)
        return { model: name, summary: made.summary, block: made.block, usage }
      } catch (error) {
        if (signal.aborted) throw signal.reason
        const problem = failure(error, model)
        if (problem.transient || !(refusesCompaction(error) || isUnknown(problem))) throw problem
        ownSummary = false
        return null
      }
    },
  }
}

async function createSdk(options: AnthropicClientOptions): Promise<Anthropic> {
  const { default: Sdk } = await import('@anthropic-ai/sdk')
  const { apiKey, authToken = null } = options
  const baseUrl = options.baseUrl === null ? null : plainBaseUrl(options.baseUrl, options.connectionName)
  const token = apiKey ?? authToken
  const credentials = new Map<string, string>()
  if (token !== null) credentials.set('authorization', `Bearer ${token}`)
  // The SDK sends a key as a bearer token. Gateways and local servers often still read x-api-key.
  if (apiKey !== null && !isAnthropic(baseUrl)) credentials.set('x-api-key', apiKey)
  return new Sdk({
    // Without any credential the SDK would look for those of other tools on this machine, and send them anywhere.
    apiKey: token ?? 'none',
    baseURL: baseUrl ?? 'https://api.anthropic.com',
    maxRetries: 0,
    timeout: sdkTimeoutMs,
    // Its log would show what models say; its traces, requests.
    logLevel: 'off',
    openTelemetry: false,
    // A redirect would carry the key to wherever it points.
    fetchOptions: { redirect: 'manual' },
    fetch(url, init) {
      const headers = new Headers(init?.headers)
      if (headers.get('authorization') === 'Bearer none') headers.delete('authorization')
      for (const name of options.foreignHeaders ?? []) headers.delete(name)
      for (const [name, value] of credentials) headers.set(name, value)
      return fetch(url, { ...init, headers })
    },
  })
}

/** Addresses are often given with the path that the SDK adds by itself. */
function plainBaseUrl(given: string, connectionName: string): string {
  const url = given.replace(/\/+$/, '').replace(/\/v1(?:\/messages)?$/, '')
  if (URL.canParse(url) && /^https?:/i.test(url)) return url
  throw new ModelError(
    'no-connection',
    `The address of the connection “${connectionName}” is no web address. Give one that begins with https:// or http://.`,
    { transient: false },
  )
}

/** Whether it is the service itself, and not one that speaks like it. */
function isAnthropic(baseUrl: string | null): boolean {
  if (baseUrl === null) return true
  if (!URL.canParse(baseUrl)) return false
  const host = new URL(baseUrl).hostname
  return host === 'anthropic.com' || host.endsWith('.anthropic.com')
}

/** The API's block of a summary that the request begins with, if it has one. */
function summaryOf({ messages }: ModelRequest): unknown {
  const first = messages[0]?.content[0]
  return first?.type === 'summary' ? first.block : null
}

/** An endpoint that does not know what it was asked for. */
function isUnknown({ code }: ModelError): boolean {
  return code === 'bad-request' || code === 'not-found'
}

function refusesCacheControl(error: unknown): boolean {
  if (!(error instanceof Error) || !('status' in error)) return false
  return (error.status === 400 || error.status === 422) && /cache_control/i.test(error.message)
}

function replyOf(assembled: AssembledReply, asked: string, pricing: Pricing): ModelReply {
  const model = assembled.model ?? asked
  const { input, output, cacheRead, cacheWrite } = assembled.usage
  const tokens = {
    inputTokens: input,
    outputTokens: output,
    cacheReadTokens: cacheRead,
    cacheWriteTokens: cacheWrite,
  }
  return {
    model,
    content: assembled.content,
    stopReason: assembled.stopReason,
    usage: pricedUsage(model, tokens, pricing),
  }
}
