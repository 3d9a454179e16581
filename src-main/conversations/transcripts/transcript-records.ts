import { z } from 'zod'
import { conversationSchema } from '../../../src-shared/domain/conversation.ts'
import { instantSchema } from '../../../src-shared/domain/instant.ts'
import { blockSchema, messageRoleSchema, sessionReasonSchema } from '../../../src-shared/domain/message.ts'
import { sourceSchema } from '../../../src-shared/domain/permission.ts'
import { attachmentSchema, toolDetailSchema } from '../../../src-shared/domain/tool-step.ts'
import { failureSchema } from '../../../src-shared/domain/turn.ts'
import { usageSchema } from '../../../src-shared/domain/usage.ts'

export const transcriptFormat = 'dormouse-conversation'
export const transcriptVersion = 1

/** An id as it was where the file was written; it only links records of the file. */
const link = z.string().min(1).max(200)
const name = z.string().min(1).max(500)
const count = z.number().int().min(0)
/** Longer texts are records of their own, in pieces, so that no line of the file is long. */
export const longestInline = 65_536

/**
 * What is in the file of a conversation: an object whose first keys are `format`, `version`, `exportedAt` and `conversation`,
 * then lists of these records, in this order. Version 1; another version has another number.
 */
export const transcriptRecords = {
  conversation: conversationSchema
    .pick({ title: true, titleBy: true, createdAt: true, updatedAt: true })
    .extend({ title: z.string().max(1000), session: link.nullable() }),
  sessions: z.object({
    id: link,
    connectionId: name,
    model: name.nullable(),
    reason: sessionReasonSchema,
    createdAt: instantSchema,
    parentId: link.nullable(),
    parentSeq: count.nullable(),
    forkId: link.nullable(),
    summary: z.string().max(1_000_000).nullable(),
    summaryOf: link.nullable(),
  }),
  turns: z.object({
    id: link,
    sessionId: link,
    status: z.enum(['queued', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']),
    failure: failureSchema.nullable(),
    queuedAt: instantSchema,
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
    /** Which of the turns ended first. */
    ended: count.nullable(),
    usage: usageSchema,
    contextTokens: count,
    interrupted: z.boolean(),
  }),
  /** Bytes in pieces, in their order. `hash`: SHA-256 (hex) of all of them. */
  files: z.object({
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    last: z.boolean(),
    base64: z.string().max(longestInline * 8),
  }),
  messages: z.object({
    id: link,
    seq: count,
    /** Where it was written, of one that waited for its turn while others came. */
    writtenSeq: count.optional(),
    sessionId: link.nullable(),
    turnId: link.nullable(),
    at: instantSchema,
    role: messageRoleSchema,
    content: z.array(blockSchema).max(10_000),
    replyTo: link.nullable(),
    model: name.nullable(),
    connectionId: name.nullable(),
    wantsTitle: z.boolean(),
    /** It answered the question of a run, so it is no part of a turn. */
    answered: z.boolean(),
    calls: z
      .array(
        z.object({
          toolUseId: z.string().min(1).max(200),
          /** What was done, where the user changed what the model had asked for. */
          input: z.unknown().optional(),
          result: z.string().nullable(),
          /** In place of `result`: the key of its text. */
          long: link.optional(),
          isError: z.boolean(),
          refused: z.boolean(),
          startedAt: instantSchema.nullable(),
          endedAt: instantSchema.nullable(),
          attachments: z.array(attachmentSchema).max(1000),
          sources: z.array(sourceSchema).max(1000),
          detail: toolDetailSchema,
        }),
      )
      .max(10_000),
  }),
  /** A long result in pieces, in their order. */
  texts: z.object({ key: link, text: z.string().max(longestInline * 2) }),
  forks: z.object({ id: link, sessionId: link, seq: count, chosenId: link }),
  compactions: z.object({
    sessionId: link,
    turnId: link.nullable(),
    messageId: link,
    messageSeq: count,
    at: instantSchema,
    summary: z.string().max(1_000_000),
    coversSession: link,
    coversEnded: count,
    coversTurns: z.array(z.tuple([link, count])).max(100_000),
    tokensBefore: count,
  }),
} as const

export type TranscriptKey = keyof typeof transcriptRecords
export type TranscriptRecord<K extends TranscriptKey> = z.infer<(typeof transcriptRecords)[K]>
