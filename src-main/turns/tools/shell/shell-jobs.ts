import { createHash } from 'node:crypto'
import type { CallRef } from '../../../../src-shared/domain/tool-step.ts'
import type { Clock } from '../../../platform/clock.ts'
import type { ChildEnd, ChildPlan, Sandbox } from '../../../sandbox/sandbox.ts'
import type { SecretMask } from '../../../secrets/secret-mask.ts'
import { type OutputPiece, type OutputStore, outputKey } from '../../../store/output-store.ts'
import { createOutputWindow, type OutputWindow } from './output-window.ts'
import { followOutput } from './follow-output.ts'

/** The most that is kept of a command's output, in bytes; more stops the command. */
export const mostOutputBytes = 64 * 1024 * 1024
/** What a model sees of it at first, in bytes: with what is said of it so little that it is told all of it. */
const headBytes = 8 * 1024
const tailBytes = 22 * 1024
/** Ended commands of which it is remembered how they ended. */
const mostRemembered = 500

export interface JobRequest {
  readonly plan: ChildPlan
  readonly command: string
  readonly call: CallRef
  readonly turnId: string
  readonly conversationId: string
  /** Whether its output may come from the network. */
  readonly hasNetwork: boolean
  /** What its output must not show. */
  readonly mask: SecretMask
  /** Stops it. */
  readonly signal: AbortSignal
  onOutput(text: string, offset: number): void
}

/** A command of the assistant, running or ended. */
export interface Job {
  /** For the model, which reads the output and stops it by this. */
  readonly id: string
  readonly command: string
  readonly hasNetwork: boolean
  readonly window: OutputWindow
  readonly bytes: () => number
  readonly isCut: () => boolean
  /** `null` as long as it runs. */
  readonly end: () => ChildEnd | null
  /** Its turn went on without it. */
  readonly wasLeft: () => boolean
  /** Where the reading of its output stands, in bytes. */
  readTo: number
  /** Resolves when it has ended and all its output is on the disk. */
  readonly finished: Promise<ChildEnd>
  stop(): void
}

/** The commands that run, and the outputs of those that ran. */
export interface ShellJobs {
  start(request: JobRequest): Promise<Job>
  /** A command of this conversation. `undefined`: it is not of this process; its output may be kept all the same. */
  find(conversationId: string, id: string): Job | undefined
  /** A piece of the output of a command of this conversation, whenever it ran. `null`: none is kept. */
  read(conversationId: string, id: string, offset: number, limit: number): Promise<OutputPiece | null>
  /** Ends the commands of a turn that is not executed any more. */
  leave(turnId: string): void
}

export function createShellJobs(parts: {
  readonly clock: Clock
  readonly sandbox: Sandbox
  readonly outputs: OutputStore
}): ShellJobs {
  const { clock, sandbox, outputs } = parts
  const jobs = new Map<string, Entry>()

  const remember = (entry: Entry): void => {
    // Anew at the end: a model may use a tool-use id again.
    jobs.delete(entry.job.id)
    jobs.set(entry.job.id, entry)
    for (const [old, { job }] of jobs) {
      if (jobs.size <= mostRemembered) return
      if (job.end() !== null) jobs.delete(old)
    }
  }

  return {
    async start(request) {
      const { call, turnId, conversationId, command, hasNetwork, mask, onOutput } = request
      const id = jobId(conversationId, call.messageId, outputKey(call.toolUseId))
      const file = outputs.begin(call, mostOutputBytes)
      const window = createOutputWindow(headBytes, tailBytes)
      const child = await sandbox.spawn(request.plan, request.signal)
      // There is nobody to type.
      child.stdin.end()
      let end: ChildEnd | null = null
      let isLeft = false
      const finished = followOutput({ child, file, window, mask, clock, onOutput }).then(async () => {
        const ended = await child.ended
        await file.close()
        end = ended
        return ended
      })
      const job: Job = {
        id,
        command,
        hasNetwork,
        window,
        bytes: () => file.bytes,
        isCut: () => file.isCut,
        end: () => end,
        wasLeft: () => isLeft,
        readTo: 0,
        finished,
        stop: () => child.stop(),
      }
      const leave = (): void => {
        if (end !== null) return
        isLeft = true
        child.stop()
      }
      remember({ job, turnId, conversationId, leave })
      return job
    },
    find(conversationId, id) {
      const entry = jobs.get(id)
      return entry?.conversationId === conversationId ? entry.job : undefined
    },
    async read(conversationId, id, offset, limit) {
      const messageId = id.slice(0, Math.max(0, id.lastIndexOf('.')))
      const keys = await outputs.keys(messageId)
      const key = keys.find((each) => jobId(conversationId, messageId, each) === id)
      return key === undefined ? null : outputs.readKey(messageId, key, offset, limit)
    },
    leave(turnId) {
      for (const entry of jobs.values()) if (entry.turnId === turnId) entry.leave()
    },
  }
}

interface Entry {
  readonly job: Job
  readonly turnId: string
  readonly conversationId: string
  leave(): void
}

/** Names an output for a model, and only in the conversation that it was made in. It outlives the process. */
function jobId(conversationId: string, messageId: string, key: string): string {
  const tag = createHash('sha256')
    .update(JSON.stringify([conversationId, messageId, key]))
    .digest('hex')
  return `${messageId}.${tag.slice(0, 10)}`
}
