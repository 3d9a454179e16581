import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import { errorCode } from '../../platform/error-code.ts'
import { badInput, RouteFailure } from '../../platform/route-failure.ts'
import { yieldToEvents } from '../../platform/yield-to-events.ts'
import type { Core } from '../../store/core.ts'
import { DiskFullError } from '../../store/database.ts'
import type { Emptying } from '../../store/emptying.ts'
import { tellConversation } from '../../store/tell-conversation.ts'
import { notOurs } from './not-ours.ts'
import { createRecordSplitter, SplitFailure } from './split-records.ts'
import { createTranscriptReader, type ReaderParts, type TranscriptReader } from './transcript-reader.ts'

export type ImportParts = Omit<ReaderParts, 'fileName'> & Pick<Emptying, 'empty'>

/** So much of the file is looked at before others get a turn: some milliseconds of work. */
const pieceBytes = 32_768

/**
 * A new conversation from an exported file. What stands there may be anybody's: it is checked record by record, gets ids of
 * its own, and no grants, folder or permission come with it. All or nothing: the rows are hidden until the last one is in,
 * and are removed when the file turns out wrong, or at the next start when the process died. Rejects with `bad_input` in
 * words.
 */
export async function importTranscript(
  core: Core,
  parts: ImportParts,
  path: string,
  signal: AbortSignal,
): Promise<Conversation> {
  await checkFile(path)
  const reader = createTranscriptReader(core, { ...parts, fileName: basename(path) })
  try {
    await readAll(path, reader, signal)
    const id = reader.finish()
    return core.unitOfWork.run((work) => {
      tellConversation(core.stores, id, work)
      const conversation = core.stores.conversations.get(id)
      if (!conversation) throw new Error('a conversation vanished in its own transaction')
      return conversation
    })
  } catch (error) {
    if (reader.conversationId !== null) await parts.empty(reader.conversationId)
    throw inWords(error, path)
  }
}

async function checkFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => {
    throw inWords(error, path)
  })
  if (!found.isFile()) throw badInput(`${path} is no file. Choose a file that was made with Export.`)
}

async function readAll(path: string, reader: TranscriptReader, signal: AbortSignal): Promise<void> {
  const splitter = createRecordSplitter()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const take = async (piece: string): Promise<void> => {
    signal.throwIfAborted()
    for (const record of splitter.push(piece)) await reader.take(record)
    reader.flush()
    await yieldToEvents()
  }
  for await (const bytes of createReadStream(path, { highWaterMark: pieceBytes })) {
    if (!Buffer.isBuffer(bytes)) throw new TypeError('a file was read as text')
    await take(decoder.decode(bytes, { stream: true }))
  }
  await take(decoder.decode())
  splitter.end()
  await reader.end()
}

function inWords(error: unknown, path: string): unknown {
  if (error instanceof RouteFailure || error instanceof DiskFullError) return error
  if (error instanceof SplitFailure || error instanceof SyntaxError) return notOurs()
  switch (errorCode(error)) {
    case 'ERR_ENCODING_INVALID_ENCODED_DATA':
      return notOurs()
    case 'ENOENT':
    case 'ENOTDIR':
      return badInput(`There is no file ${path}.`)
    case 'EISDIR':
      return badInput(`${path} is no file. Choose a file that was made with Export.`)
    case 'EACCES':
    case 'EPERM':
      return badInput(`${path} cannot be read: you have no permission to.`)
    default:
      return error
  }
}
