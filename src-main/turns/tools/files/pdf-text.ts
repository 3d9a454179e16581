import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { bundledFile } from '../../../platform/bundled-file.ts'
import type { Clock } from '../../../platform/clock.ts'
import { ToolRefusal } from '../tool-refusal.ts'

/** What pages of a PDF say. */
export interface PdfText {
  readonly pages: number
  /** The text of each page from `first` on; empty where the page has none, such as a scan. */
  readonly texts: readonly string[]
}

const deadlineMs = 60_000

// Plain text, because a worker is started from a file of its own or from text, and the bundle has no such file.
const source = `
const { parentPort, workerData } = require('node:worker_threads')
async function work({ url, bytes, first, last, most }) {
  const pdfjs = await import(url)
  const task = pdfjs.getDocument({ data: bytes, isEvalSupported: false, useSystemFonts: false, verbosity: 0 })
  task.onPassword = () => { throw Object.assign(new Error('locked'), { name: 'PasswordException' }) }
  const file = await task.promise
  const texts = []
  let length = 0
  for (let number = first; number <= Math.min(last, file.numPages) && length < most; number += 1) {
    const page = await file.getPage(number)
    const { items } = await page.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\\n' : '') : '')).join('')
    texts.push(text)
    length += text.length
    page.cleanup()
  }
  return { pages: file.numPages, texts }
}
work(workerData).then(
  (value) => parentPort.postMessage({ value }),
  (error) => parentPort.postMessage({ error: String(error && error.name) }),
)
`

/**
 * Reads the text of the pages `first` to `last`, counted from 1, in a thread of its own that is ended when it takes too long
 * or too much memory. Stops after the page with which `most` characters are passed. Rejects with a `ToolRefusal`, or with
 * the signal's reason. Without `keeps` the bytes are given away and are gone afterwards; copying many takes a while.
 */
export async function pdfText(
  bytes: Buffer<ArrayBuffer>,
  range: { readonly first: number; readonly last: number; readonly most: number },
  parts: { readonly signal: AbortSignal; readonly clock: Clock; readonly keeps: boolean },
): Promise<PdfText> {
  const { signal, clock, keeps } = parts
  signal.throwIfAborted()
  const url = pathToFileURL(bundledFile('pdfjs.mjs')).href
  const worker = new Worker(source, {
    eval: true,
    execArgv: [],
    env: {},
    // The library writes advice there.
    stdout: true,
    stderr: true,
    workerData: { url, bytes, ...range },
    transferList: keeps ? [] : [bytes.buffer],
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  })
  try {
    return await answer(worker, signal, clock)
  } finally {
    await worker.terminate()
  }
}

function answer(worker: Worker, signal: AbortSignal, clock: Clock): Promise<PdfText> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void): void => {
      cancelDeadline()
      signal.removeEventListener('abort', abort)
      how()
    }
    const abort = (): void => settle(() => reject(signal.reason as Error))
    const cancelDeadline = clock.after(deadlineMs, () => settle(() => reject(unread('it takes too long'))))
    signal.addEventListener('abort', abort, { once: true })
    worker.once('message', (told: { readonly value: PdfText } | { readonly error: string }) =>
      settle(() =>
        'value' in told ? resolve(told.value) : reject(unread(reasons[told.error] ?? 'it is broken')),
      ),
    )
    worker.once('error', () => settle(() => reject(unread('it is too much for its reader'))))
    worker.once('exit', () => settle(() => reject(unread('its reader ended without an answer'))))
  })
}

const reasons: Readonly<Record<string, string>> = {
  PasswordException: 'it is locked with a password',
  InvalidPDFException: 'it is broken',
}

function unread(why: string): ToolRefusal {
  return new ToolRefusal(`The PDF could not be read: ${why}.`)
}
