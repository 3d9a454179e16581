import type { z } from 'zod'
import { yieldToEvents } from '../../platform/yield-to-events.ts'
import type { Core } from '../../store/core.ts'
import { createImportRows, type ImportRows, type RowParts } from './import-rows.ts'
import { notOurs } from './not-ours.ts'
import { createReceivedFiles } from './received-files.ts'
import type { RawRecord } from './split-records.ts'
import {
  transcriptFormat,
  type TranscriptKey,
  transcriptRecords,
  transcriptVersion,
} from './transcript-records.ts'

export interface ReaderParts extends RowParts {
  readonly keep: Parameters<typeof createReceivedFiles>[0]
}

/** In this order; what a record names stands before it. */
const order: readonly TranscriptKey[] = [
  'conversation',
  'sessions',
  'turns',
  'files',
  'messages',
  'texts',
  'forks',
  'compactions',
]

/** So many rows are written at a time where they were collected: some milliseconds of work. */
const sliceSize = 100

export type TranscriptReader = ReturnType<typeof createTranscriptReader>

/** Takes the records of a file one after another, and makes rows of them. Rejects with `bad_input` at the first wrong one. */
export function createTranscriptReader(core: Core, parts: ReaderParts) {
  const files = createReceivedFiles(parts.keep)
  let rows: ImportRows | null = null
  let section = -1
  let isFormat = false
  let isVersion = false
  /** Written together, in one transaction. */
  let pending: (() => void)[] = []

  const flush = (): void => {
    if (pending.length === 0) return
    const writes = pending
    pending = []
    core.unitOfWork.run(() => {
      for (const write of writes) write()
    })
  }
  const slowly = async (writes: readonly (() => void)[]): Promise<void> => {
    for (let at = 0; at < writes.length; at += sliceSize) {
      pending = writes.slice(at, at + sliceSize)
      flush()
      await yieldToEvents()
    }
  }
  const parse = <K extends TranscriptKey>(key: K, value: unknown): z.infer<(typeof transcriptRecords)[K]> => {
    const parsed = transcriptRecords[key].safeParse(value)
    if (!parsed.success) throw notOurs(key)
    return parsed.data as z.infer<(typeof transcriptRecords)[K]>
  }
  const begun = (): ImportRows => {
    if (!rows) throw notOurs()
    return rows
  }
  /** The lists before this one are complete. */
  const enter = async (key: TranscriptKey): Promise<void> => {
    const next = order.indexOf(key)
    if (next < section) throw notOurs(`${key} stand in the wrong place`)
    if (next === section) return
    section = next
    flush()
    if (!files.isBetween()) throw notOurs('an attached file is cut off')
    if (rows) await slowly(rows.turnsToWrite())
  }
  const takeHead = ({ key, text }: RawRecord): void => {
    const value: unknown = JSON.parse(text)
    if (key === 'format') isFormat = value === transcriptFormat
    if (key !== 'version') return
    isVersion = value === transcriptVersion
    if (isFormat && !isVersion)
      throw notOurs(
        `it has version ${typeof value === 'number' ? value : '?'}, and this Dormouse knows version 1`,
      )
  }

  return {
    /** `null` until there is one. */
    get conversationId(): string | null {
      return rows?.conversationId ?? null
    },

    async take(record: RawRecord): Promise<void> {
      const key = order.find((known) => known === record.key)
      // Later versions may say more about the file.
      if (key === undefined) return record.inList ? undefined : takeHead(record)
      if (!isFormat || !isVersion || record.inList === (key === 'conversation')) throw notOurs()
      const value: unknown = JSON.parse(record.text)
      await enter(key)
      switch (key) {
        case 'conversation': {
          if (rows) throw notOurs('it has two conversations')
          rows = createImportRows(core, parts, files.held, parse(key, value))
          return
        }
        case 'sessions':
          pending.push(begun().session(parse(key, value)))
          return
        case 'turns':
          begun().turn(parse(key, value))
          return
        case 'files':
          return files.take(parse(key, value))
        case 'messages':
          pending.push(begun().message(parse(key, value)))
          return
        case 'texts': {
          const write = begun().text(parse(key, value))
          if (write) pending.push(write)
          return
        }
        case 'forks':
          begun().fork(parse(key, value))
          return
        case 'compactions':
          begun().compaction(parse(key, value))
          return
        default:
          return key satisfies never
      }
    },

    /** Writes what was taken since the last time. */
    flush,

    /** After the last record: what only the whole file tells. */
    async end(): Promise<void> {
      await enter('compactions')
      flush()
      await slowly(begun().lastWrites())
    },

    /** The conversation is there for everybody. Returns its id. */
    finish(): string {
      const { conversationId, finish } = begun()
      core.unitOfWork.run(finish)
      return conversationId
    },
  }
}
