import { z } from 'zod'
import { idSchema, instantSchema } from '../domain/instant.ts'
import { defineRoute } from './define-route.ts'

/** `all`: the notes of every conversation; else the id of the schedule whose notes they are. */
const scope = z.union([z.literal('all'), idSchema])
/** Relative to the scope's folder, with `/`. */
const path = z.string().min(1).max(1000)

export const memoryFileSchema = z.object({
  path: z.string(),
  bytes: z.number().int(),
  updatedAt: instantSchema,
})
export type MemoryFile = z.infer<typeof memoryFileSchema>

/** A folder with a SKILL.md, offered to the assistant by its description. */
export const skillSchema = z.object({
  name: z.string(),
  description: z.string(),
  /** Absolute path of its folder. */
  folder: z.string(),
  enabled: z.boolean(),
  /** Why it is not offered although it is on, in words. */
  problem: z.string().nullable(),
})
export type Skill = z.infer<typeof skillSchema>

export const knowledgeRoutes = {
  /** Every scope that has notes, and `all` in any case. */
  'memory.scopes': defineRoute(
    z.object({}),
    z.array(
      z.object({ scope: z.string(), title: z.string(), files: z.number().int(), bytes: z.number().int() }),
    ),
  ),
  'memory.list': defineRoute(z.object({ scope }), z.array(memoryFileSchema)),
  'memory.read': defineRoute(z.object({ scope, path }), z.object({ text: z.string() })),
  'memory.write': defineRoute(z.object({ scope, path, text: z.string().max(1_000_000) }), memoryFileSchema),
  'memory.remove': defineRoute(z.object({ scope, path }), z.object({})),
  'memory.clear': defineRoute(z.object({ scope }), z.object({})),
  /** `folder` is where the user's own skills go; it exists. */
  'skills.list': defineRoute(z.object({}), z.object({ folder: z.string(), skills: z.array(skillSchema) })),
}
