import type { Message } from '../../../src-shared/domain/message.ts'
import type { Core } from '../../store/core.ts'
import type { TranscriptTurn } from '../../store/transcript-store.ts'
import { plainTitle } from '../../turns/clean-title.ts'
import { plainLine } from '../../turns/tools/plain-line.ts'
import { heldAttachment, type HeldFiles, importedBlocks } from './imported-blocks.ts'
import { notOurs } from './not-ours.ts'
import { createSeqMap } from './seq-map.ts'
import type { TranscriptRecord } from './transcript-records.ts'

export interface RowParts {
  /** What the file is called. */
  readonly fileName: string
  readonly hasConnection: (id: string) => boolean
  readonly defaultConnection: () => string
}

type Call = TranscriptRecord<'messages'>['calls'][number]
type Write = () => void

/** Places between two messages at which versions may part. */
const mostInGap = 100
/** A result is never larger by far. */
const longestText = 64 * 1024 * 1024
const most = { sessions: 10_000, forks: 10_000, compactions: 10_000, turns: 1_000_000 } as const

export type ImportRows = ReturnType<typeof createImportRows>

/**
 * The rows of a conversation that is read from a file, with ids of their own. What it gives back is to be run in a
 * transaction, in the order in which it came. Links to what is not in the file are dropped.
 */
export function createImportRows(
  core: Core,
  parts: RowParts,
  held: HeldFiles,
  head: TranscriptRecord<'conversation'>,
) {
  const { stores, ids, clock } = core
  const { transcripts } = stores
  const now = clock.now()
  const conversationId = ids.next('conversation')
  const sessionIds = new Map<string, string>()
  const forkIds = new Map<string, string>()
  const messageIds = new Map<string, string>()
  const turns = new Map<string, { readonly id: string; readonly sessionId: string }>()
  let turnRecords: TranscriptRecord<'turns'>[] = []
  const sessionRecords: TranscriptRecord<'sessions'>[] = []
  const forkRecords: TranscriptRecord<'forks'>[] = []
  const compactionRecords: TranscriptRecord<'compactions'>[] = []
  const seqs = createSeqMap()
  const ends = createSeqMap()
  /** The calls whose result is a text of its own, until that is whole. */
  const open = new Map<string, { readonly messageId: string; readonly call: Call }>()
  let reading: { readonly key: string; text: string } | null = null

  /** Nothing was said in the future, nor before computers reckoned time: what is sorted by it would go wrong. */
  const past = (at: number): number => Math.max(0, Math.min(at, now))
  const pastOrNever = (at: number | null): number | null => (at === null ? null : past(at))
  let lastAt = past(head.createdAt)
  let lastSeq = 0
  const added = <T>(list: T[], record: T, limit: number): void => {
    if (list.length >= limit) throw notOurs('it is too large')
    list.push(record)
  }
  const forkId = (old: string): string => {
    const known = forkIds.get(old) ?? ids.next('fork')
    forkIds.set(old, known)
    return known
  }
  const finishCall = (messageId: string, call: Call, content: string | null): void => {
    const { toolUseId, isError, refused, sources, detail } = call
    const [startedAt, endedAt] = [pastOrNever(call.startedAt), pastOrNever(call.endedAt)]
    const { outputBytes: _bytes, outputCut: _cut, ...told } = detail
    if (startedAt !== null) stores.toolCalls.start(messageId, toolUseId, startedAt)
    const attachments = call.attachments.flatMap((each) => heldAttachment(each, held) ?? [])
    const result =
      content === null
        ? {
            content: 'Not done: it had no result when the conversation was exported.',
            isError: true,
            sources,
          }
        : { content, isError, refused, attachments, sources, detail: told }
    stores.toolCalls.finish(messageId, toolUseId, result, endedAt ?? startedAt ?? now)
  }
  const turnRow = (record: TranscriptRecord<'turns'>, ended: number): TranscriptTurn => {
    const { usage, failure, interrupted } = record
    const status = record.status === 'succeeded' || record.status === 'failed' ? record.status : 'cancelled'
    const place = turns.get(record.id)
    if (!place || (status === 'failed') !== (failure !== null)) throw notOurs('turns')
    return {
      id: place.id,
      session_id: place.sessionId,
      status,
      failure_code: failure?.code ?? null,
      failure_message: failure?.message ?? null,
      queued_at: past(record.queuedAt),
      started_at: pastOrNever(record.startedAt),
      ended_at: past(record.endedAt ?? now),
      ended_seq: ended,
      input_tokens: usage.inputTokens,
      output_tokens: usage.outputTokens,
      cache_read_tokens: usage.cacheReadTokens,
      cache_write_tokens: usage.cacheWriteTokens,
      cost_micro_usd: usage.costMicroUsd,
      steps: usage.steps,
      context_tokens: record.contextTokens,
      interrupted: status === 'cancelled' && interrupted ? 1 : 0,
    }
  }

  const title = plainTitle(head.title).slice(0, 200).trim()
  core.unitOfWork.run(() => {
    stores.conversations.insert({
      id: conversationId,
      kind: 'chat',
      title: title === '' ? 'Imported conversation' : title,
      scheduleId: null,
      workingDirectory: null,
      permission: 'ask',
      tools: {},
      createdAt: past(head.createdAt),
      updatedAt: past(head.updatedAt),
    })
    transcripts.begin(conversationId)
    stores.messages.insert({
      id: ids.next('message'),
      conversationId,
      sessionId: null,
      turnId: null,
      at: now,
      role: 'divider',
      content: [
        { type: 'divider', reason: 'imported', text: importedWords(parts.fileName, now, clock.timeZone()) },
      ],
    })
  })

  return {
    conversationId,

    session(record: TranscriptRecord<'sessions'>): Write {
      if (sessionIds.has(record.id)) throw notOurs('sessions')
      added(sessionRecords, record, most.sessions)
      const id = ids.next('session')
      const summaryOf = record.summaryOf === null ? null : (sessionIds.get(record.summaryOf) ?? null)
      sessionIds.set(record.id, id)
      const isKnown = parts.hasConnection(record.connectionId)
      return () =>
        stores.sessions.insert({
          id,
          conversationId,
          runtime: 'built-in',
          connectionId: isKnown ? record.connectionId : parts.defaultConnection(),
          model: isKnown ? record.model : null,
          workingDirectory: null,
          reason: record.reason,
          createdAt: past(record.createdAt),
          forkId: record.forkId === null ? null : forkId(record.forkId),
          summary: record.summary,
          summaryOf,
        })
    },

    /** Kept until all are known: their order of ends is one of the whole. */
    turn(record: TranscriptRecord<'turns'>): void {
      const sessionId = sessionIds.get(record.sessionId)
      if (sessionId === undefined || turns.has(record.id)) throw notOurs('turns')
      added(turnRecords, record, most.turns)
      turns.set(record.id, { id: ids.next('turn'), sessionId })
    },

    turnsToWrite(): Write[] {
      const records = turnRecords.map((record, place) => ({ record, place }))
      const rankOf = new Map<TranscriptRecord<'turns'>, number>()
      const byEnd = records.toSorted(
        (a, b) => (a.record.ended ?? Infinity) - (b.record.ended ?? Infinity) || a.place - b.place,
      )
      const first = records.length === 0 ? 0 : transcripts.lastEnded() + 1
      for (const [index, { record }] of byEnd.entries()) {
        rankOf.set(record, first + index)
        if (record.ended !== null) ends.add(record.ended, first + index)
      }
      turnRecords = []
      return records.map(({ record }) => {
        const row = turnRow(record, rankOf.get(record) ?? 0)
        return () => transcripts.insertTurn(row, conversationId)
      })
    },

    message(record: TranscriptRecord<'messages'>): Write {
      if (messageIds.has(record.id)) throw notOurs('messages')
      const id = ids.next('message')
      messageIds.set(record.id, id)
      const turn = record.turnId === null || record.answered ? undefined : turns.get(record.turnId)
      const content = importedBlocks(record.role, record.content, held)
      const calls = turn && record.role === 'assistant' ? record.calls : []
      const at = past(record.at)
      lastAt = Math.max(lastAt, at)
      const replyTo = record.replyTo === null ? null : (messageIds.get(record.replyTo) ?? null)
      const own = record.sessionId === null || record.answered ? undefined : sessionIds.get(record.sessionId)
      const isKnown = record.connectionId !== null && parts.hasConnection(record.connectionId)
      // Where messages were deleted versions may part.
      const gap = Math.min(record.seq - lastSeq - 1, mostInGap)
      lastSeq = record.seq
      return () => {
        if (gap > 0) transcripts.leaveRoom(gap)
        stores.messages.insert({
          id,
          conversationId,
          sessionId: turn?.sessionId ?? own ?? null,
          turnId: turn?.id ?? null,
          at,
          role: record.role,
          content,
          replyTo,
          ...(record.model === null ? {} : { model: record.model }),
          ...(isKnown ? { connectionId: record.connectionId } : {}),
          ...(record.wantsTitle && record.role === 'user' ? { wantsTitle: true } : {}),
        })
        if (!seqs.add(record.seq, transcripts.lastSeq(conversationId)))
          throw notOurs('messages stand in the wrong order')
        if (record.writtenSeq !== undefined) transcripts.setWritten(id, seqs.upTo(record.writtenSeq, 0) + 1)
        if (turn) writeCalls({ id, content }, turn.id, calls)
      }
    },

    /** `null`: there is more of it to come. */
    text({ key, text }: TranscriptRecord<'texts'>): Write | null {
      const before = reading
      if (before?.key === key) before.text += text
      else reading = { key, text }
      if ((reading?.text.length ?? 0) > longestText) throw notOurs('a text is too long')
      return before === null || before.key === key ? null : () => finishText(before.key, before.text)
    },

    fork(record: TranscriptRecord<'forks'>): void {
      added(forkRecords, record, most.forks)
    },

    compaction(record: TranscriptRecord<'compactions'>): void {
      added(compactionRecords, record, most.compactions)
    },

    /** What points to messages, once they are all there. */
    lastWrites(): Write[] {
      const last = reading
      return [
        ...(last === null ? [] : [() => finishText(last.key, last.text)]),
        () => {
          for (const { messageId, call } of open.values()) finishCall(messageId, call, null)
        },
        ...parentWrites(),
        ...forkWrites(),
        ...compactionWrites(),
      ]
    },

    finish: (): void =>
      transcripts.finish(conversationId, {
        sessionId: head.session === null ? null : (sessionIds.get(head.session) ?? null),
        updatedAt: Math.max(lastAt, past(head.updatedAt)),
        titleBy: title === '' ? 'user' : head.titleBy,
      }),
  }

  function writeCalls(
    { id, content }: Pick<Message, 'id' | 'content'>,
    turnId: string,
    calls: readonly Call[],
  ): void {
    const byId = new Map(calls.map((call) => [call.toolUseId, call]))
    const written = new Set<string>()
    for (const [position, block] of content.entries()) {
      if (block.type !== 'tool_use' || written.has(block.id)) continue
      written.add(block.id)
      const { id: toolUseId, name, input } = block
      const call = byId.get(toolUseId)
      const done = call?.input === undefined ? input : call.input
      stores.toolCalls.insert({ messageId: id, toolUseId, turnId, position, name, input: done })
      if (call?.long !== undefined && !open.has(call.long)) open.set(call.long, { messageId: id, call })
      else finishCall(id, call ?? { ...noCall, toolUseId }, call?.result ?? null)
    }
  }

  function finishText(key: string, text: string): void {
    const waiting = open.get(key)
    if (!waiting) return
    open.delete(key)
    finishCall(waiting.messageId, waiting.call, text)
  }

  /** A session hangs on one that was made before it, so no ring can come of it. */
  function parentWrites(): Write[] {
    const earlier = new Set<string>()
    return sessionRecords.flatMap(({ id, parentId, parentSeq }): Write[] => {
      const isKnown = parentId !== null && earlier.has(parentId)
      earlier.add(id)
      const [own, parent] = [sessionIds.get(id), isKnown ? sessionIds.get(parentId) : undefined]
      if (own === undefined || parent === undefined) return []
      return [() => transcripts.setParent(own, parent, seqs.upTo(parentSeq ?? Number.MAX_SAFE_INTEGER, 0))]
    })
  }

  /** The ways on hang on the session that parts, and are later than it: a ring of them would be followed for ever. */
  function forkWrites(): Write[] {
    const placeOf = new Map(sessionRecords.map(({ id }, place) => [id, place]))
    const waysOf = new Map<string, TranscriptRecord<'sessions'>[]>()
    for (const each of sessionRecords)
      if (each.forkId !== null) waysOf.set(each.forkId, [...(waysOf.get(each.forkId) ?? []), each])
    const parted = new Set<string>()
    const known = new Set<string>()
    // The later ones first: each has its place before those.
    return forkRecords
      .toSorted((a, b) => b.seq - a.seq)
      .flatMap((record): Write[] => {
        const { id, chosenId } = record
        const sessionId = sessionIds.get(record.sessionId)
        if (sessionId === undefined) return []
        const place = placeOf.get(record.sessionId) ?? 0
        const ways = waysOf.get(id) ?? []
        const isWay = (way: (typeof ways)[number]): boolean =>
          way.parentId === record.sessionId && (placeOf.get(way.id) ?? 0) > place
        const isChosen = chosenId === record.sessionId || ways.some((way) => way.id === chosenId)
        if (known.has(id) || !isChosen || !ways.every(isWay)) throw notOurs('forks')
        known.add(id)
        const after = seqs.upTo(record.seq - 1, 0)
        let seq = seqs.from(record.seq)
        while (parted.has(`${sessionId} ${seq}`) && seq > after) seq -= 1
        if (seq <= after) return []
        parted.add(`${sessionId} ${seq}`)
        const chosen = sessionIds.get(chosenId) ?? sessionId
        return [
          () => stores.forks.insert({ id: forkId(id), conversationId, sessionId, seq, chosenId: chosen }),
        ]
      })
  }

  function compactionWrites(): Write[] {
    return compactionRecords.flatMap((record): Write[] => {
      const sessionId = sessionIds.get(record.sessionId)
      const covered = sessionIds.get(record.coversSession)
      if (sessionId === undefined || covered === undefined) return []
      const { at, summary, tokensBefore } = record
      const coveredTurns = record.coversTurns.flatMap(([old, seq]) => {
        const turn = turns.get(old)
        return turn ? [{ id: turn.id, seq: seqs.upTo(seq, 0) }] : []
      })
      return [
        () =>
          stores.compactions.insert({
            id: ids.next('compaction'),
            sessionId,
            turnId: record.turnId === null ? null : (turns.get(record.turnId)?.id ?? null),
            messageId: messageIds.get(record.messageId) ?? ids.next('message'),
            messageSeq: seqs.upTo(record.messageSeq, 0),
            at: past(at),
            summary,
            // What an API signed belongs to its account; whoever made the file may have written anything into it.
            block: null,
            covers: { sessionId: covered, endedSeq: ends.upTo(record.coversEnded, 0), turns: coveredTurns },
            tokensBefore,
          }),
      ]
    })
  }
}

const noCall: Omit<Call, 'toolUseId'> = {
  result: null,
  isError: true,
  refused: false,
  startedAt: null,
  endedAt: null,
  attachments: [],
  sources: [],
  detail: {},
}

function importedWords(fileName: string, at: number, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone }).format(at)
  return `Imported from “${plainLine(fileName, 120)}” on ${day}. What follows is what the file says.`
}
