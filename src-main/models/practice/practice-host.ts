import type { Clock } from '../../platform/clock.ts'
import { randomKey } from '../../platform/random-key.ts'
import { practiceReply } from './practice-brain/practice-reply.ts'
import { startPracticeServer, type PracticeServer } from './practice-server.ts'

export const practiceModel = 'practice'
/** Fast enough to read along, slow enough to be seen. */
const paceMs = 15

export interface PracticeHost {
  /** Starts the practice model with the first call. */
  address(): Promise<{ readonly url: string; readonly key: string }>
  /** Stops it, where it runs; another `address()` starts it anew. */
  close(): Promise<void>
}

/** The practice model on a loopback port, reachable only with a key that this process makes and keeps to itself. */
export function createPracticeHost(clock: Pick<Clock, 'sleep'>): PracticeHost {
  const key = randomKey()
  let running: Promise<PracticeServer> | null = null
  return {
    async address() {
      running ??= startPracticeServer({
        key,
        clock,
        models: [practiceModel],
        responder: (request) => ({ ...practiceReply(request), paceMs }),
      })
      try {
        return { url: (await running).url, key }
      } catch (error) {
        running = null
        throw error
      }
    },
    async close() {
      const server = running
      running = null
      // One that never started needs no closing.
      await (await server?.catch(() => undefined))?.close()
    },
  }
}
