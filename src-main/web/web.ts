import type { LookupFunction } from 'node:net'
import type { Clock } from '../platform/clock.ts'
import { type Address, checkedAddresses, type Resolve, systemResolve } from './checked-addresses.ts'
import { kindOfBytes, kindOfType, otherContent, readContentType } from './content-kind.ts'
import { decodeText } from './decode-text.ts'
import { httpGet, type HttpAnswer } from './http-get.ts'
import { networkRefusal } from './network-words.ts'
import { createPageReader, type PageReader } from './page-reader.ts'
import { webAddress } from './web-address.ts'
import { WebRefusal } from './web-refusal.ts'

/** A page or file from the web, as text for a model. */
export interface WebPage {
  /** After redirects. */
  readonly url: string
  /** With its port, where that is not the usual one. */
  readonly host: string
  readonly status: number
  readonly title: string
  /** Markdown of its readable part, or its text. */
  readonly text: string
  readonly isCut: boolean
}

/** Our own way to the web: no cookies, no scripts, no proxy, no private addresses but the ones that the user listed. */
export interface Web {
  /** How an address is reached: by everybody, or because the user listed its host. Rejects with `WebRefusal`. */
  reach(url: string): Promise<'public' | 'listed'>
  /** Rejects with `WebRefusal`, whose message says what to do, or with the signal's reason. */
  fetch(url: string, signal: AbortSignal): Promise<WebPage>
}

export interface WebParts {
  readonly clock: Pick<Clock, 'after'>
  /** Of the application, for the name that it gives to servers. */
  readonly version: string
  readonly privateHosts: () => readonly string[]
  readonly resolve?: Resolve
  /** What the socket gets of the addresses that were checked. */
  readonly dial?: (addresses: readonly Address[]) => LookupFunction
  readonly readPage?: PageReader
}

/** From the first look-up to the text, redirects included. */
const timeLimitMs = 20_000
const mostBytes = 5_000_000
const mostRedirects = 5
/** A text up to here is decoded in no time. */
const smallText = 64_000

export function createWeb(parts: WebParts): Web {
  const { clock, privateHosts, resolve = systemResolve, dial = handOut } = parts
  const userAgent = `Dormouse/${parts.version}`
  const check = (url: URL) => checkedAddresses(url, { resolve, privateHosts })
  let reader: PageReader | null = parts.readPage ?? null

  /** Follows redirects; each address is checked anew, and only what was checked is connected to. */
  async function follow(first: URL, signal: AbortSignal): Promise<{ answer: HttpAnswer; url: URL }> {
    let url = first
    for (let redirects = 0; ; redirects++) {
      const { addresses } = await orAborted(check(url), signal)
      const lookup = dial(addresses)
      const answer = await httpGet(url, { lookup, signal, userAgent, mostBytes, wantsBody })
      if (!isRedirect(answer.status) || answer.location === null) return { answer, url }
      if (redirects === mostRedirects)
        throw new WebRefusal(`${first.host} redirects more than ${mostRedirects} times.`)
      url = webAddress(answer.location, url)
    }
  }

  async function read(answer: HttpAnswer, url: URL, signal: AbortSignal) {
    const { mediaType, charset } = readContentType(answer.contentType)
    const { body: bytes, isCut } = answer
    const kind = kindOfType(mediaType) ?? (bytes === null ? 'other' : kindOfBytes(bytes))
    if (kind === 'other' || bytes === null) {
      const text = otherContent(mediaType, answer.length ?? (isCut ? null : (bytes?.length ?? null)))
      return { title: '', text, isCut: false }
    }
    if (kind === 'text' && bytes.length <= smallText) {
      return { title: '', text: decodeText(bytes, charset, isCut), isCut }
    }
    reader ??= createPageReader()
    return reader({ bytes, isCut, kind, charset, address: url.href }, signal)
  }

  return {
    async reach(given) {
      const url = webAddress(given)
      try {
        return (await check(url)).reach
      } catch (error) {
        throw networkRefusal(error, url.host)
      }
    },

    async fetch(given, signal) {
      const first = webAddress(given)
      const limit = new AbortController()
      const late = new WebRefusal(
        `${first.host} took longer than ${timeLimitMs / 1000} seconds. Try it later.`,
      )
      const stopClock = clock.after(timeLimitMs, () => limit.abort(late))
      const both = AbortSignal.any([signal, limit.signal])
      try {
        const { answer, url } = await follow(first, both)
        const page = await read(answer, url, both)
        return { url: url.href, host: url.host, status: answer.status, ...page }
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw networkRefusal(error, first.host)
      } finally {
        stopClock()
      }
    },
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

function wantsBody(status: number, contentType: string | undefined): boolean {
  return !isRedirect(status) && kindOfType(readContentType(contentType).mediaType) !== 'other'
}

/** Gives a socket the addresses that were checked, and asks nobody again. */
function handOut(addresses: readonly Address[]): LookupFunction {
  return (host, options, callback) => {
    const [first] = addresses
    if (first === undefined) callback(new Error(`no address of ${host} was checked`), [])
    else if (options.all === true) callback(null, [...addresses])
    else callback(null, first.address, first.family)
  }
}

/** A look-up cannot be stopped, only left. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason)
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}
