import { z } from 'zod'
import { idSchema, instantSchema } from './instant.ts'
import { sourceSchema } from './permission.ts'
import { callRefSchema } from './tool-step.ts'

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
  /** What a standing permission would allow, in words; `null`: there can be none for this call. */
  always: z.string().nullable(),
  /** Untrusted content that this turn has read. */
  sources: z.array(sourceSchema),
})
export type Confirm = z.infer<typeof confirmSchema>

/** A pause: what a waiting turn asks. `deliverTo` is the visible conversation that shows it. */
export const questionSchema = z.object({
  id: idSchema,
  runId: idSchema.nullable(),
  turnId: idSchema,
  conversationId: idSchema,
  deliverTo: idSchema,
  kind: questionKindSchema,
  prompt: z.string(),
  options: z.array(z.string()).optional(),
  /** With `choice`: whether several options may be chosen. */
  multiple: z.boolean().optional(),
  tool: z.object({ name: z.string(), input: z.unknown() }).optional(),
  /** The call that asks; a budget question has none. */
  call: callRefSchema.optional(),
  /** With `confirm`: why it asks, what would change as a unified diff, and what "always allow" would mean. */
  confirm: confirmSchema.optional(),
  status: questionStatusSchema,
  askedAt: instantSchema,
  deadline: instantSchema.nullable(),
  answeredAt: instantSchema.nullable(),
  answeredVia: z.string().nullable(),
  /** What was answered, in words for people; never a credential's value. */
  answerText: z.string().nullable(),
})
export type Question = z.infer<typeof questionSchema>
