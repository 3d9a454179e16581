/** A place between two things that a process does; `side` is where it dies. `nth` counts from 1 within the process. */
export interface DeedPoint {
  /** What is committed or done to a file: "commit tool-started", "rename files/new.txt". */
  readonly name: string
  readonly nth: number
  readonly side: 'before' | 'after'
}

/** An MCP server for the deed: the program of its process and its argument. */
export interface DeedServer {
  readonly command: string
  readonly args: readonly string[]
}

/** What the parent tells a child in its only argument, as JSON. */
export interface DeedOrders {
  /** Holds `data`, `files` (the working directory) and `trash`. */
  readonly root: string
  readonly env: Readonly<Record<string, string>>
  /** Epoch milliseconds of the child's clock when it starts. */
  readonly now: number
  /** Whether it is the process that makes the schedule and fires it. */
  readonly isFirst: boolean
  readonly server: DeedServer | null
  readonly kill: DeedPoint | null
}

/** What was seen of the turn after its end, by the process that ended it. */
export interface DeedEnd {
  readonly status: string
  readonly call: { readonly status: string; readonly result: string; readonly isError: boolean }
  /** What lies in the working directory: by relative path what it is, its mode and its content. */
  readonly files: Readonly<Record<string, string>>
  /** How many things the trash holds, and the notes that were kept. */
  readonly trashed: number
  readonly notes: Readonly<Record<string, string>>
  readonly undo: string
  /** The working directory after an undo; `null`: there was none to do. */
  readonly undone: Readonly<Record<string, string>> | null
}

/** What the child says, one JSON line each. */
export type DeedReport =
  | ({ readonly kind: 'point' } & DeedPoint)
  | { readonly kind: 'killed' }
  | { readonly kind: 'ended'; readonly end: DeedEnd }

export const serverName = 'marks'
/** In the working directory: each deed that can be done twice leaves one line more. */
export const marksFile = 'marks'
/** The name of the points at which a deed is in the middle: its first output, its mark. */
export const outputPoint = 'output'
export const markPoint = 'mark'
