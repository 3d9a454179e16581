import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import type { FileState } from '../../src-shared/domain/file-change.ts'
import type { FileBlobs } from '../store/blob-store.ts'
import { mostDiffBytes } from './file-limits.ts'
import { hashBytes } from '../store/hash-bytes.ts'
import { lookAt, stateOf } from './look-at.ts'
import type { NetChange } from './net-changes.ts'
import { sameState } from './same-state.ts'
import { readFile } from 'node:fs/promises'

export interface FileDiff {
  readonly diff: string | null
  /** Why there is none, as a sentence. */
  readonly why: string | null
}

/** What is tried at once, in milliseconds and in lines that differ: most changes are small, in texts of any length. */
const atOnce = { timeout: 5, maxEditLength: 400 }
/** Then others get a turn after every step, which takes a millisecond for each line that differs. */
const inTurns = { timeout: 10_000, maxEditLength: 20_000 }

/** The unified diff of one path's change. */
export async function fileDiff(change: NetChange, blobs: FileBlobs): Promise<FileDiff> {
  const { before, after, shown, path } = change
  if ((before?.bytes ?? 0) > mostDiffBytes || (after?.bytes ?? 0) > mostDiffBytes)
    return none('It is too large to be compared here.')
  if (before !== null && after !== null && before.kind !== after.kind)
    return none(after.kind === 'link' ? 'A file became a link.' : 'A link became a file.')
  const [old, now] = [await textOf(before, null, blobs), await textOf(after, path, blobs)]
  if (old === null || now === null) return none('It was not kept.')
  if (old === 'binary' || now === 'binary') return none('It is not text.')
  if (old.text === now.text)
    return none(
      before !== null && after !== null && before.mode !== after.mode
        ? `Only its permissions changed, from ${octal(before)} to ${octal(after)}.`
        : 'It is empty.',
    )
  const names = [before === null ? '/dev/null' : shown, after === null ? '/dev/null' : shown] as const
  const diff = await compare(names, old.text, now.text)
  return diff === undefined ? none('The two differ too much to be compared here.') : { diff, why: null }
}

function compare(names: readonly [string, string], old: string, now: string): Promise<string | undefined> {
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY }
  const quick = createTwoFilesPatch(...names, old, now, undefined, undefined, { ...options, ...atOnce })
  if (quick !== undefined) return Promise.resolve(quick)
  return new Promise((resolve) => {
    createTwoFilesPatch(...names, old, now, undefined, undefined, {
      ...options,
      ...inTurns,
      callback: resolve,
    })
  })
}

/** Of bytes that are not kept the file itself is read, if it is still what it was. */
async function textOf(
  state: FileState | null,
  path: string | null,
  blobs: FileBlobs,
): Promise<{ readonly text: string } | 'binary' | null> {
  if (state === null) return { text: '' }
  const bytes = (await blobs.read(state.hash)) ?? (path === null ? null : await readPresent(path, state))
  if (bytes === null) return null
  if (bytes.includes(0)) return 'binary'
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) }
  } catch {
    return 'binary'
  }
}

async function readPresent(path: string, state: FileState): Promise<Buffer | null> {
  const found = stateOf(await lookAt(path, { most: mostDiffBytes }))
  if (found?.kind !== 'file' || !sameState(found, state)) return null
  const bytes = await readFile(path).catch(() => null)
  return bytes !== null && (await hashBytes(bytes)) === state.hash ? bytes : null
}

function octal({ mode }: FileState): string {
  return mode.toString(8).padStart(4, '0')
}

function none(why: string): FileDiff {
  return { diff: null, why }
}
