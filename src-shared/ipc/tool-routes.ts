import { z } from 'zod'
import { fileChangeSchema, undoStateSchema } from '../domain/file-change.ts'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { effectClassSchema } from '../domain/permission.ts'
import { callRefSchema, toolStepSchema } from '../domain/tool-step.ts'
import { defineRoute } from './define-route.ts'

const nothing = z.object({})
const byTurn = z.object({ turnId: idSchema })

/** What confines commands on this computer, and whether it was seen to work. */
export const sandboxStatusSchema = z.object({
  kind: z.enum(['bubblewrap', 'seatbelt', 'none']),
  /** What is confined, or what is missing and how to get it, in words. */
  message: z.string(),
})
export type SandboxStatus = z.infer<typeof sandboxStatusSchema>

/** A tool as people see it in Settings → Tools. */
export const toolInfoSchema = z.object({
  name: z.string(),
  /** What it does, for people: "Run a command". */
  title: z.string(),
  /** The classes that its calls can be of; which one a call is depends on its input. */
  effects: z.array(effectClassSchema),
})
export type ToolInfo = z.infer<typeof toolInfoSchema>

export const toolRoutes = {
  'tools.list': defineRoute(nothing, z.array(toolInfoSchema)),
  'tools.status': defineRoute(
    nothing,
    z.object({
      sandbox: sandboxStatusSchema,
      /** What is kept for undoing, in bytes. */
      keptBytes: z.number().int(),
      keptFiles: z.number().int(),
    }),
  ),

  /** Every tool call of a turn, oldest first. */
  'turns.steps': defineRoute(byTurn, z.array(toolStepSchema)),
  /** A piece of a call's whole output, by UTF-8 bytes; pieces end between characters. */
  'outputs.read': defineRoute(
    callRefSchema.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(262_144).default(65_536),
    }),
    z.object({
      text: z.string(),
      nextOffset: z.number().int(),
      totalBytes: z.number().int(),
      /** No more will come. */
      done: z.boolean(),
    }),
  ),

  /** What a turn changed, net: one entry a path. With a call: what that call alone changed. */
  'changes.list': defineRoute(
    z.object({ turnId: idSchema, call: callRefSchema.optional() }),
    z.object({
      files: z.array(fileChangeSchema),
      undo: undoStateSchema,
      /** When it was undone last. */
      undoneAt: instantSchema.nullable(),
    }),
  ),
  /** Unified diff of one path; `null` with the reason where there is none to show. */
  'changes.diff': defineRoute(
    z.object({ turnId: idSchema, path: z.string().min(1).max(8192), call: callRefSchema.optional() }),
    z.object({ diff: z.string().nullable(), why: z.string().nullable() }),
  ),
  /** What stands in the way of an undo (or, when it is undone, of doing it again). Empty: nothing. */
  'changes.check': defineRoute(
    byTurn,
    z.object({ conflicts: z.array(z.object({ path: z.string(), shown: z.string(), why: z.string() })) }),
  ),
  /** Puts every file back as it was before the turn. Error `conflict` lists what has changed since; then nothing is done. */
  'changes.undo': defineRoute(byTurn, z.object({ restored: z.number().int() })),
  /** Undoes the undo. */
  'changes.redo': defineRoute(byTurn, z.object({ restored: z.number().int() })),
}
