import { z } from 'zod'
import { attachmentSchema, callRefSchema } from '../domain/tool-step.ts'
import { defineRoute } from './define-route.ts'

const blob = z.string().regex(/^[0-9a-f]{64}$/, 'Name it by its SHA-256, 64 hex digits.')
const name = z.string().trim().min(1).max(255)
/** Above the largest file that is taken, so that what is too large is said in words. */
const mostBase64 = 45_000_000

export const attachmentRoutes = {
  /**
   * Keeps a picture (PNG, JPEG, GIF, WebP) or a PDF, so that a message can carry it. What it is is told by its bytes. Error
   * `bad_input`: it is none of these, or too large, and how large it may be. `data`: base64, judged where it is read.
   */
  'attachments.put': defineRoute(
    z.object({ name, data: z.string().min(1).max(mostBase64) }),
    attachmentSchema,
  ),
  /** The bytes, base64. Error `not_found`: it is not kept any more. */
  'attachments.read': defineRoute(z.object({ blob }), z.object({ data: z.string() })),
  /**
   * Shows it in the system's program for its kind, for windows. `name`: what it is called there; it ends as what it is. Errors:
   * `not_found`: it is not kept any more; `bad_input`: it is no picture and no PDF; `unavailable`: no program opened it.
   */
  'attachments.open': defineRoute(z.object({ blob, name }), z.object({})),
  /** Asks the user where to, and writes it there, for windows. `path`: `null` if they chose no place. Errors as above. */
  'attachments.save': defineRoute(z.object({ blob, name }), z.object({ path: z.string().nullable() })),
  /** A piece of a tool call's whole result, by characters (UTF-16 units). Error `not_found`: there is no such call. */
  'results.read': defineRoute(
    callRefSchema.extend({
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(262_144).default(65_536),
    }),
    z.object({ text: z.string(), nextOffset: z.number().int(), totalLength: z.number().int() }),
  ),
}
