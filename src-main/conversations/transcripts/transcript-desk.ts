import { realpath } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join } from 'node:path'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { badInput, notFound, unavailable } from '../../platform/route-failure.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import type { Core } from '../../store/core.ts'
import { type ImportParts, importTranscript } from './import-transcript.ts'
import { writeFileWhole } from './write-file-whole.ts'
import { writeMarkdown } from './write-markdown.ts'
import { writeTranscript } from './write-transcript.ts'

export type TranscriptDesk = ReturnType<typeof createTranscriptDesk>

const endings = { markdown: 'md', json: 'json' } as const
export type TranscriptFormat = keyof typeof endings

/** Conversations as files of the user's. */
export function createTranscriptDesk(
  core: Core,
  parts: ImportParts & {
    readonly blobs: Pick<BlobStore, 'read'>
    /** Why nothing is written to a real path, as the beginning of a sentence, or `null`. */
    readonly whyNotWrite: (path: string) => string | null
  },
) {
  const get = (id: string): Conversation => {
    const conversation = core.stores.conversations.get(id)
    if (!conversation) throw notFound('There is no such conversation. It may have been removed.')
    return conversation
  }
  const absolute = (path: string): string => {
    if (path.includes('\0')) throw badInput('A path has no such characters. Give the name of a file.')
    if (!isAbsolute(path)) throw badInput(`Give the whole path of the file: ${path} is a part of one.`)
    return path
  }
  /** What is said in a conversation may be anybody's, and would be run or believed in some places. */
  const checkPlace = async (path: string): Promise<void> => {
    // Where there is no folder, the writing says so.
    const folder = await realpath(dirname(path)).catch(() => dirname(path))
    const why = parts.whyNotWrite(join(folder, basename(path)))
    if (why !== null) throw badInput(`${why}, so no conversation is written there. Choose another place.`)
  }
  const stopping = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  /** What is under way is waited for before the rows are closed. */
  const watched = <T>(work: Promise<T>): Promise<T> => {
    const ended = work.catch(() => undefined).finally(() => underWay.delete(ended))
    underWay.add(ended)
    return work
  }

  return {
    /** What a file of the conversation may be called. Errors: `not_found`. */
    fileName(id: string, format: TranscriptFormat): string {
      const words = get(id)
        .title.replaceAll(/[^\p{L}\p{M}\p{N} _-]+/gu, ' ')
        .replaceAll(/ +/g, ' ')
        .trim()
      return `${Array.from(words).slice(0, 60).join('').trim() || 'Conversation'}.${endings[format]}`
    },

    /** Writes the file whole, in place of one that is there. Errors: `not_found`, `bad_input`, `unavailable`. */
    async export(id: string, format: TranscriptFormat, path: string): Promise<void> {
      const conversation = get(id)
      const pieces =
        format === 'json'
          ? writeTranscript(core, parts.blobs, conversation)
          : writeMarkdown(core, conversation)
      const to = absolute(path)
      await checkPlace(to)
      await watched(writeFileWhole(to, core.ids, pieces, stopping.signal))
    },

    /** Errors: `bad_input` in words for every file that is none of ours. */
    async import(path: string): Promise<Conversation> {
      const from = absolute(path)
      return watched(importTranscript(core, parts, from, stopping.signal))
    },

    /** Ends what is under way; a file that was not wholly read leaves nothing behind after the next start. */
    async stop(): Promise<void> {
      stopping.abort(unavailable('Dormouse is quitting. Do it again after its next start.'))
      await Promise.all(underWay)
    },
  }
}
