import type { Conversation } from '../../../src-shared/domain/conversation.ts'
import type { Block } from '../../../src-shared/domain/message.ts'
import { yieldToEvents } from '../../platform/yield-to-events.ts'
import type { BlobStore } from '../../store/blob-store.ts'
import type { Core } from '../../store/core.ts'
import type { ToolCall } from '../../store/tool-call-store.ts'
import type { TranscriptMessage, TranscriptTurn } from '../../store/transcript-store.ts'
import { usageFromColumns } from '../../store/usage-columns.ts'
import {
  longestInline,
  transcriptFormat,
  type TranscriptKey,
  type TranscriptRecord,
  transcriptVersion,
} from './transcript-records.ts'

/** So many rows are read at a time: some milliseconds of work. */
const sliceSize = 100
/** Bytes in a piece of a file; a multiple of 3, so that the pieces have no padding between them. */
const pieceBytes = 196_608

type ListKey = Exclude<TranscriptKey, 'conversation'>

/**
 * The whole of a conversation as JSON, piece by piece, one record a line. What is said after it began is not in it; a turn
 * that has not ended is as it is then.
 */
export async function* writeTranscript(
  core: Pick<Core, 'stores' | 'clock'>,
  blobs: Pick<BlobStore, 'read'>,
  conversation: Conversation,
): AsyncGenerator<string> {
  const { stores, clock } = core
  const { id } = conversation
  const until = stores.transcripts.lastSeq(id)
  const { title, titleBy, createdAt, updatedAt } = conversation
  const head: TranscriptRecord<'conversation'> = {
    title,
    titleBy,
    createdAt,
    updatedAt,
    session: stores.sessions.current(id)?.id ?? null,
  }
  yield `{"format":${JSON.stringify(transcriptFormat)},"version":${transcriptVersion},"exportedAt":${clock.now()},\n`
  yield `"conversation":${JSON.stringify(head)}`
  yield* list('sessions', sessionsOf(core, id))
  yield* list('turns', turnsOf(core, id))
  yield* list('files', filesOf(core, blobs, id))
  yield* list('messages', messagesOf(core, id, until))
  yield* list('texts', textsOf(core, id, until))
  yield* list('forks', forksOf(core, id))
  yield* list('compactions', compactionsOf(core, id))
  yield '\n}\n'
}

async function* list<K extends ListKey>(
  key: K,
  records: AsyncIterable<TranscriptRecord<K>> | Iterable<TranscriptRecord<K>>,
): AsyncGenerator<string> {
  yield `,\n"${key}":[`
  let separator = '\n'
  for await (const record of records) {
    yield separator + JSON.stringify(record)
    separator = ',\n'
  }
  yield '\n]'
}

function* sessionsOf({ stores }: Pick<Core, 'stores'>, id: string): Generator<TranscriptRecord<'sessions'>> {
  for (const { id: sessionId } of stores.sessions.list(id).toReversed()) {
    const origin = stores.sessions.origin(sessionId)
    if (!origin) continue
    const { session, parentSeq, forkId, summaryOf } = origin
    const { connectionId, model, reason, createdAt, parentId, summary } = session
    const at = { connectionId, model, reason, createdAt }
    yield { id: sessionId, ...at, parentId, parentSeq, forkId, summary, summaryOf }
  }
}

async function* turnsOf(
  { stores }: Pick<Core, 'stores'>,
  id: string,
): AsyncGenerator<TranscriptRecord<'turns'>> {
  let slice = stores.transcripts.turns(id, 0, sliceSize)
  while (slice.length > 0) {
    yield* slice.map(turnRecord)
    await yieldToEvents()
    slice = stores.transcripts.turns(id, slice.at(-1)?.row ?? 0, sliceSize)
  }
}

function turnRecord(row: TranscriptTurn): TranscriptRecord<'turns'> {
  const { failure_code: code, failure_message: message } = row
  return {
    id: row.id,
    sessionId: row.session_id,
    status: row.status,
    failure: code === null ? null : { code, message: message ?? '' },
    queuedAt: row.queued_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    ended: row.ended_seq,
    usage: usageFromColumns(row),
    contextTokens: row.context_tokens,
    interrupted: row.interrupted === 1,
  }
}

async function* filesOf(
  { stores }: Pick<Core, 'stores'>,
  blobs: Pick<BlobStore, 'read'>,
  id: string,
): AsyncGenerator<TranscriptRecord<'files'>> {
  for (const hash of stores.transcripts.blobs(id)) {
    // What is not there any more is missing in the file too; the messages say what it was called.
    const bytes = await blobs.read(hash)
    for (let from = 0; bytes !== null && from < bytes.length; from += pieceBytes) {
      const base64 = bytes.subarray(from, from + pieceBytes).toString('base64')
      yield { hash, last: from + pieceBytes >= bytes.length, base64 }
      await yieldToEvents()
    }
  }
}

async function* slices(
  { stores }: Pick<Core, 'stores'>,
  id: string,
  until: number,
): AsyncGenerator<{ readonly row: TranscriptMessage; readonly calls: readonly ToolCall[] }> {
  // A message that waited may move to the end meanwhile.
  const given = new Set<string>()
  let slice = stores.transcripts.messages(id, 0, until, sliceSize)
  while (slice.length > 0) {
    const calls = stores.toolCalls.ofMessages(slice.map((row) => row.id))
    const ordered = calls.toSorted((a, b) => a.position - b.position)
    for (const row of slice) {
      if (row.role === 'user' && given.has(row.id)) continue
      if (row.role === 'user') given.add(row.id)
      yield { row, calls: ordered.filter(({ messageId }) => messageId === row.id) }
    }
    await yieldToEvents()
    slice = stores.transcripts.messages(id, slice.at(-1)?.seq ?? until, until, sliceSize)
  }
}

/** Whether a result is written as a text of its own. */
function isLong({ wholeBytes, result }: ToolCall): boolean {
  return wholeBytes !== null || (result?.length ?? 0) > longestInline
}

function keyOf({ messageId, position }: ToolCall): string {
  return `${messageId}.${position}`
}

async function* textsOf(
  core: Pick<Core, 'stores'>,
  id: string,
  until: number,
): AsyncGenerator<TranscriptRecord<'texts'>> {
  for await (const { calls } of slices(core, id, until))
    for (const call of calls.filter(isLong)) {
      const whole = core.stores.toolCalls.whole(call.messageId, call.toolUseId) ?? ''
      for (let from = 0; from < whole.length; from += longestInline) {
        yield { key: keyOf(call), text: whole.slice(from, from + longestInline) }
        await yieldToEvents()
      }
    }
}

async function* messagesOf(
  core: Pick<Core, 'stores'>,
  id: string,
  until: number,
): AsyncGenerator<TranscriptRecord<'messages'>> {
  for await (const { row, calls } of slices(core, id, until)) {
    const content = JSON.parse(row.content) as Block[]
    yield {
      id: row.id,
      seq: row.seq,
      ...(row.written_seq === null ? {} : { writtenSeq: row.written_seq }),
      sessionId: row.session_id,
      turnId: row.turn_id,
      at: row.at,
      role: row.role,
      content,
      replyTo: row.reply_to,
      model: row.model,
      connectionId: row.connection_id,
      wantsTitle: row.wants_title === 1,
      answered: row.answers !== null,
      calls: calls.map((call) => callRecord(call, content)),
    }
  }
}

function callRecord(
  call: ToolCall,
  content: readonly Block[],
): TranscriptRecord<'messages'>['calls'][number] {
  const { toolUseId, isError, refused, startedAt, endedAt } = call
  const asked = content.find((block) => block.type === 'tool_use' && block.id === toolUseId)
  const isEdited =
    asked?.type === 'tool_use' && JSON.stringify(asked.input ?? null) !== JSON.stringify(call.input ?? null)
  // What a command printed is kept in files of its own, which are not a part of this one.
  const { outputBytes: _bytes, outputCut: _cut, ...detail } = call.detail
  return {
    toolUseId,
    ...(isEdited ? { input: call.input } : {}),
    ...(isLong(call) ? { result: null, long: keyOf(call) } : { result: call.result }),
    isError,
    refused,
    startedAt,
    endedAt,
    attachments: [...call.attachments],
    sources: [...call.sources],
    detail,
  }
}

function* forksOf({ stores }: Pick<Core, 'stores'>, id: string): Generator<TranscriptRecord<'forks'>> {
  for (const fork of stores.forks.ofConversation(id)) {
    const { id: forkId, sessionId, seq, chosenId } = fork
    yield { id: forkId, sessionId, seq, chosenId }
  }
}

function* compactionsOf(
  { stores }: Pick<Core, 'stores'>,
  id: string,
): Generator<TranscriptRecord<'compactions'>> {
  for (const {
    sessionId,
    turnId,
    messageId,
    messageSeq,
    at,
    summary,
    covers,
    tokensBefore,
  } of stores.compactions.ofConversation(id))
    yield {
      sessionId,
      turnId,
      messageId,
      messageSeq,
      at,
      summary,
      coversSession: covers.sessionId,
      coversEnded: covers.endedSeq,
      coversTurns: covers.turns.map((turn): [string, number] => [turn.id, turn.seq]),
      tokensBefore,
    }
}
