import { z } from 'zod'
import type { Turn } from '../../src-shared/domain/turn.ts'
import { operationText } from '../permissions/grant-matcher.ts'
import type { Judgement, Rules } from '../permissions/judge-operation.ts'
import type { Operation } from '../permissions/operation.ts'
import type { NewQuestion } from '../questions/question-log.ts'
import type { Stores } from '../store/stores.ts'
import type { ToolCall } from '../store/tool-call-store.ts'
import { grantOwner } from './turn-rules.ts'

/** The longest diff that a question shows, in characters. */
const longestDiff = 20_000

/** The question whether a call may run, with what the user needs to know to answer it. */
export function confirmQuestion(
  stores: Stores,
  asked: {
    readonly call: ToolCall
    readonly operation: Operation
    readonly rules: Rules
    readonly judgement: Judgement
    readonly turn: Turn
  },
): NewQuestion {
  const { call, operation, rules, judgement, turn } = asked
  const { words, always = words, diff = null, isWhole = false } = operation
  return {
    kind: 'confirm',
    prompt: `${words}?`,
    tool: { name: call.name, input: call.input },
    confirm: {
      why: judgement.why,
      diff: diff !== null && diff.length > longestDiff ? `${diff.slice(0, longestDiff)}\n…` : diff,
      always: canBeGranted(operation, judgement) ? `${always}, ${ownerWords(stores, turn)} only` : null,
      sources: [...rules.sources],
      isWhole,
    },
    operation: operationKey(operation),
    call,
  }
}

/** A permission for what would ask all the same would promise what it cannot keep. */
function canBeGranted({ parts }: Operation, { isGrantable }: Judgement): boolean {
  return isGrantable && parts !== null && parts.length > 0
}

/**
 * What the user allows is this very operation: if the same call would do another thing by now, it asks again. So does a call
 * that the user has edited, where something speaks against it that they were not told.
 */
export function isAllowed(call: ToolCall, operation: Operation): boolean {
  const { approval } = call
  if (approval?.state !== 'allowed') return false
  if (approval.operation === operationKey(operation)) return true
  return approval.edited && (operation.mustAsk === null || operation.mustAsk === reasonOf(approval.operation))
}

function operationKey({ parts, words, mustAsk }: Operation): string {
  return JSON.stringify([parts === null ? words : operationText(parts), mustAsk])
}

const keySchema = z.tuple([z.string(), z.string().nullable()])

function reasonOf(key: string): string | null {
  const parsed = keySchema.safeParse(JSON.parse(key))
  return parsed.success ? parsed.data[1] : null
}

function ownerWords(stores: Stores, turn: Turn): string {
  const owner = grantOwner(stores, turn)
  if ('scheduleId' in owner)
    return `for “${stores.schedules.get(owner.scheduleId)?.title ?? 'this schedule'}”`
  return 'in this conversation'
}
