import { Worker } from 'node:worker_threads'
import { type Clock, systemClock } from '../../../platform/clock.ts'
import type { LineHit, LineMatcher } from './line-matcher.ts'
import { ToolRefusal } from '../tool-refusal.ts'

/** For one text of at most a few hundred KiB, where an honest pattern needs a few milliseconds. */
const deadlineMs = 1000

// Plain text, because a worker is started from a file of its own or from text, and the bundle has no such file.
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const regex = new RegExp(workerData.pattern, workerData.flags)
parentPort.on('message', ({ text, most }) => {
  const hits = []
  const lines = text.split('\\n')
  for (let line = 0; line < lines.length && hits.length < most; line += 1) {
    const found = regex.exec(lines[line])
    if (found === null) continue
    const from = lines[line].length <= 300 ? 0 : Math.max(0, found.index - 80)
    const until = from + 300
    hits.push({ line, text: (from > 0 ? '…' : '') + lines[line].slice(from, until) + (until < lines[line].length ? '…' : '') })
  }
  parentPort.postMessage(hits)
})
`

/**
 * Looks for a regular expression that a model wrote. Some patterns need for ever on some texts, so it runs in a worker
 * that is ended when it does not answer in time: the main thread never waits on it. Throws `ToolRefusal` when it is no
 * regular expression. One text at a time.
 */
export function createRegexMatcher(
  pattern: string,
  ignoreCase: boolean,
  clock: Clock = systemClock,
): LineMatcher {
  const flags = ignoreCase ? 'i' : ''
  try {
    RegExp(pattern, flags)
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read'
    throw new ToolRefusal(
      `The query is not a regular expression: ${reason}. Leave out the slashes to look for it as it stands.`,
    )
  }
  let worker: Worker | undefined
  return {
    match(text, most) {
      worker ??= new Worker(source, {
        eval: true,
        workerData: { pattern, flags },
        resourceLimits: { maxOldGenerationSizeMb: 128 },
      })
      return answerInTime(worker, { text, most }, clock)
    },
    async close() {
      await worker?.terminate()
    },
  }
}

function answerInTime(
  worker: Worker,
  request: { text: string; most: number },
  clock: Clock,
): Promise<readonly LineHit[]> {
  return new Promise((resolve, reject) => {
    const cancelDeadline = clock.after(deadlineMs, () => settle(() => reject(tooSlow())))
    const onMessage = (hits: readonly LineHit[]): void => settle(() => resolve(hits))
    const onError = (): void => settle(() => reject(tooSlow()))
    worker.on('message', onMessage)
    worker.on('error', onError)
    worker.on('exit', onError)
    worker.postMessage(request)

    function settle(how: () => void): void {
      cancelDeadline()
      worker.off('message', onMessage)
      worker.off('error', onError)
      worker.off('exit', onError)
      how()
    }
  })
}

function tooSlow(): ToolRefusal {
  return new ToolRefusal(
    'The regular expression takes too long. Use a simpler one, without repetitions inside repetitions, or plain text.',
  )
}
