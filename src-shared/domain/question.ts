import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { sourceSchema } from './permission.ts'
import { limitNameSchema } from './schedule.ts'
import { secretNameSchema } from './secret.ts'
import { callRefSchema } from './tool-step.ts'
import { usageSchema } from './usage.ts'

export const questionKindSchema = z.enum(['question', 'choice', 'confirm', 'credential', 'budget'])
export type QuestionKind = z.infer<typeof questionKindSchema>

export const questionStatusSchema = z.enum(['open', 'answered', 'expired', 'withdrawn'])
export type QuestionStatus = z.infer<typeof questionStatusSchema>

export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().trim().min(1, 'The answer is empty.').max(100_000) }),
  z.object({
    kind: z.literal('choice'),
    values: z.array(z.string().min(1)).min(1, 'Choose at least one.').max(100),
  }),
  z.object({
    kind: z.literal('confirm'),
    decision: z.enum(['allow', 'always', 'deny']),
    input: z.unknown().optional(),
    note: z.string().max(10_000).optional(),
  }),
  z.object({ kind: z.literal('credential'), value: z.string().min(1).max(100_000) }),
  z.object({ kind: z.literal('budget'), decision: z.enum(['stop', 'continue']) }),
])
export type Answer = z.infer<typeof answerSchema>

/** What the user needs to know to allow a tool call. */
export const confirmSchema = z.object({
  /** Why it is not simply done: the policy, a protected file, what was read before. */
  why: z.string(),
  /** Unified diff of the files that it would change, where that is known; capped. */
  diff: z.string().nullable(),
  /** `true`: the prompt says all that the call would do, so that it can be judged where nothing else of it is shown. */
  isWhole: z.boolean().optional(),
  /** What a standing permission would allow, in words; `null`: there can be none for this call. */
  always: z.string().nullable(),
  /** Untrusted content that this turn has read. */
  sources: z.array(sourceSchema),
})
export type Confirm = z.infer<typeof confirmSchema>

/** The secret that a `credential` question asks for. It is known by its name everywhere; its value is in the vault only. */
export const secretAskSchema = z.object({
  /** As an environment variable is named: GITHUB_TOKEN. */
  name: secretNameSchema,
  /** What it is for and how to get it, in the asker's words. */
  purpose: z.string(),
})
export type SecretAsk = z.infer<typeof secretAskSchema>

/**
 * What a `budget` question is about. Amounts are in the limit's own unit: model calls, tokens, µ$, milliseconds, or the
 * times that the same call was made. `used` is what the provider told, not an estimate.
 */
export const budgetAskSchema = z.object({
  limit: limitNameSchema,
  /** Where it was reached, how much is used, and how much more "go on" grants. */
  ceiling: z.number().int(),
  used: z.number().int(),
  more: z.number().int(),
  /** What this turn used so far. */
  usage: usageSchema,
  activeMs: z.number().int(),
  /** Tokens of this turn whose model has no price here: the money does not count them. */
  unpricedTokens: z.number().int(),
})
export type BudgetAsk = z.infer<typeof budgetAskSchema>

/** A pause: what a waiting turn asks. `deliverTo` is the visible conversation that shows it. */
export const questionSchema = z.object({
  id: idSchema,
  runId: idSchema.nullable(),
  turnId: idSchema,
  conversationId: idSchema,
  deliverTo: idSchema,
  kind: questionKindSchema,
  prompt: z.string(),
  /** Two lines on the run, to answer by from a lock screen: which one it is, and what it has done so far. */
  account: z.string(),
  /** What the asker will do if no answer comes, or what is meant by "the default"; in its words. */
  byDefault: z.string().optional(),
  options: z.array(z.string()).optional(),
  /** With `choice`: whether several options may be chosen. */
  multiple: z.boolean().optional(),
  tool: z.object({ name: z.string(), input: z.unknown() }).optional(),
  /** The call that asks; a budget question has none. */
  call: callRefSchema.optional(),
  /** With `confirm`: why it asks, what would change as a unified diff, and what "always allow" would mean. */
  confirm: confirmSchema.optional(),
  /** With `credential`. */
  secret: secretAskSchema.optional(),
  /** With `budget`. */
  budget: budgetAskSchema.optional(),
  status: questionStatusSchema,
  askedAt: instantSchema,
  deadline: instantSchema.nullable(),
  answeredAt: instantSchema.nullable(),
  answeredVia: z.string().nullable(),
  /** What was answered, in words for people; never a credential's value. */
  answerText: z.string().nullable(),
})
export type Question = z.infer<typeof questionSchema>
