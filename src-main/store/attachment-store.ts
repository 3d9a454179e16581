import type { Database } from './database.ts'

/** How many pictures and documents a model would see. */
export interface AttachmentCounts {
  readonly images: number
  readonly documents: number
}

export type AttachmentStore = ReturnType<typeof createAttachmentStore>

/** What results of tools and messages of users point to. The same words as in the partial indexes, so that those are used. */
const ofCalls = `tool_calls c, json_each(c.attachments) a WHERE c.attachments IS NOT NULL`
const ofMessages = `messages m, json_each(m.content) a
  WHERE instr(m.content, '"type":"attachment"') > 0 AND a.value ->> '$.type' = 'attachment'`

export function createAttachmentStore(db: Database) {
  return {
    /** The bytes that anything still points to, by their hash. */
    blobs: (): string[] =>
      db
        .prepare<{ blob: string }>(
          `SELECT a.value ->> '$.blob' AS blob FROM ${ofCalls}
           UNION SELECT a.value ->> '$.attachment.blob' FROM ${ofMessages}`,
        )
        .all()
        .map(({ blob }) => blob),
    inSessions(sessionIds: readonly string[]): AttachmentCounts {
      const ids = JSON.stringify(sessionIds)
      const rows = db
        .prepare<{ kind: string; n: number }>(
          `WITH chosen (id) AS (SELECT value FROM json_each(?))
           SELECT kind, count(*) AS n FROM (
             SELECT a.value ->> '$.kind' AS kind FROM chosen CROSS JOIN turns t ON t.session_id = chosen.id
               CROSS JOIN tool_calls c ON c.turn_id = t.id AND c.attachments IS NOT NULL, json_each(c.attachments) a
             UNION ALL
             SELECT a.value ->> '$.attachment.kind' FROM chosen CROSS JOIN messages m ON m.session_id = chosen.id
               AND instr(m.content, '"type":"attachment"') > 0, json_each(m.content) a
               WHERE a.value ->> '$.type' = 'attachment')
           GROUP BY kind`,
        )
        .all(ids)
      const count = (kind: string): number => rows.find((row) => row.kind === kind)?.n ?? 0
      return { images: count('image'), documents: count('document') }
    },
  }
}
