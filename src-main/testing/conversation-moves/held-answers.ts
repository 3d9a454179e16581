import { faults } from '../../models/practice/faults.ts'
import { createHold, type Hold } from '../../models/practice/hold.ts'
import { calls, says } from '../../models/practice/replies.ts'
import type { Reply } from '../../models/practice/responder.ts'
import type { ScriptStep } from '../../models/practice/scripted-responder.ts'

export interface HeldAnswers {
  readonly script: readonly ScriptStep[]
  /** Lets go of the one that has stood for longest, and lets happen what follows from it. */
  letGo(): Promise<void>
  /** Lets go of all, and holds none until `ended` resolves. */
  flow(ended: () => Promise<void>): Promise<void>
}

/** The answers of a model that stand still until they are let go. */
export function createHeldAnswers(): HeldAnswers {
  const held: Hold[] = []
  let isHeld = true
  let asked = 0
  const answer = (): Reply => {
    asked += 1
    // Some have another step, so that there is a place to make way at, and some fail.
    if (asked % 3 === 0) return calls(['list_directory', {}])
    if (asked % 7 === 0) return faults.status(400, 'invalid_request_error', 'No.')
    return says('<title>Words</title>\nDone.')
  }
  const reply = (): Reply => {
    const hold = createHold(1)
    if (isHeld) held.push(hold)
    else hold.release()
    return { ...answer(), hold }
  }
  return {
    script: [{ always: true, reply }],
    async letGo() {
      held.shift()?.release()
      for (let looks = 0; looks < 20; looks += 1) await new Promise((resolve) => setImmediate(resolve))
    },
    async flow(ended) {
      isHeld = false
      for (const hold of held.splice(0)) hold.release()
      await ended()
      isHeld = true
    },
  }
}
