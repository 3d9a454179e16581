import type { CallRef } from '../../src-shared/domain/tool-step.ts'

/** The whole output of commands, as files in the data folder, written while they run. */
export interface OutputStore {
  /** Begins the output of a call anew. */
  begin(call: CallRef, limitBytes: number): OutputFile
  /** A piece by UTF-8 bytes that ends between characters. `null`: there is none. */
  read(
    call: CallRef,
    offset: number,
    limit: number,
  ): Promise<{ readonly text: string; readonly nextOffset: number; readonly totalBytes: number } | null>
  /** Removes outputs that no row of a call names any more, and the oldest ones past a size. */
  prune(): Promise<void>
}

export interface OutputFile {
  /** Appends; bytes past the limit are dropped. */
  append(bytes: Uint8Array): void
  /** Bytes that came so far, the dropped ones included. */
  readonly bytes: number
  readonly isCut: boolean
  /** Resolves when all of it is on the disk. */
  close(): Promise<void>
}

export function createOutputStore(_folder: string): OutputStore {
  return {
    begin: () => ({ append: () => undefined, bytes: 0, isCut: false, close: () => Promise.resolve() }),
    read: () => Promise.resolve(null),
    prune: () => Promise.resolve(),
  }
}
