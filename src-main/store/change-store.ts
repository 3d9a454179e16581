import type { FileState } from '../../src-shared/domain/file-change.ts'
import type { CallRef } from '../../src-shared/domain/tool-step.ts'
import type { Database } from './database.ts'

/** A folder that was kept whole before a command, and the file that says how it was. */
export interface KeptTree {
  readonly root: string
  readonly manifest: string
}

/** What was known of the work when the set was closed: see `Interruption`. */
export type ChangeOutcome = 'done' | 'not-done' | 'changed' | 'unknown'

/**
 * The files that one call changed (`work`), or that an undo or a redo put back. `draft` is not all written yet and means
 * nothing; `open` may or may not have happened to any part.
 */
export interface ChangeSet {
  readonly id: string
  readonly turnId: string
  readonly kind: 'work' | 'undo' | 'redo'
  readonly call: CallRef | null
  /** The folder that paths are shown relative to. */
  readonly root: string
  readonly trees: readonly KeptTree[]
  /** Folders that were not there before. */
  readonly folders: readonly string[]
  readonly unkept: string | null
  readonly state: 'draft' | 'open' | 'closed'
  readonly outcome: ChangeOutcome | null
  readonly at: number
}

export interface ChangeRow {
  readonly seq: number
  readonly setId: string
  readonly path: string
  readonly shown: string
  readonly before: FileState | null
  /** `null` also while its set is not closed. */
  readonly after: FileState | null
  /** `undefined`: it was not known before. */
  readonly intended: FileState | null | undefined
  /** Whether the bytes of `before` are kept. */
  readonly kept: boolean
}

export type NewChangeRow = Omit<ChangeRow, 'seq' | 'setId'>

interface SetRow {
  seq: number
  id: string
  turn_id: string
  kind: ChangeSet['kind']
  message_id: string | null
  tool_use_id: string | null
  root: string
  trees: string
  folders: string
  unkept: string | null
  state: ChangeSet['state']
  outcome: ChangeOutcome | null
  at: number
}

interface Row {
  seq: number
  set_id: string
  path: string
  shown: string
  before: string | null
  after: string | null
  intended: string | null
  kept: number
}

const changeSet = (row: SetRow): ChangeSet => ({
  id: row.id,
  turnId: row.turn_id,
  kind: row.kind,
  call:
    row.message_id === null || row.tool_use_id === null
      ? null
      : { messageId: row.message_id, toolUseId: row.tool_use_id },
  root: row.root,
  trees: JSON.parse(row.trees) as KeptTree[],
  folders: JSON.parse(row.folders) as string[],
  unkept: row.unkept,
  state: row.state,
  outcome: row.outcome,
  at: row.at,
})

const changeRow = (row: Row): ChangeRow => ({
  seq: row.seq,
  setId: row.set_id,
  path: row.path,
  shown: row.shown,
  before: row.before === null ? null : (JSON.parse(row.before) as FileState),
  after: row.after === null ? null : (JSON.parse(row.after) as FileState),
  intended: row.intended === null ? undefined : (JSON.parse(row.intended) as FileState | null),
  kept: row.kept === 1,
})

const stateText = (state: FileState | null): string | null => (state === null ? null : JSON.stringify(state))

export type ChangeStore = ReturnType<typeof createChangeStore>

export function createChangeStore(db: Database) {
  return {
    insertSet(set: Omit<ChangeSet, 'outcome'>): void {
      db.prepare(
        `INSERT INTO change_sets (id, turn_id, kind, message_id, tool_use_id, root, trees, folders, unkept, state, at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        set.id,
        set.turnId,
        set.kind,
        set.call?.messageId ?? null,
        set.call?.toolUseId ?? null,
        set.root,
        JSON.stringify(set.trees),
        JSON.stringify(set.folders),
        set.unkept,
        set.state,
        set.at,
      )
    },
    /** A path that the set names already keeps how it was before and what was intended. */
    insertRows(setId: string, rows: readonly NewChangeRow[]): void {
      const insert = db.prepare(
        `INSERT INTO file_changes (set_id, path, shown, before, after, intended, kept) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (set_id, path) DO UPDATE SET after = excluded.after`,
      )
      for (const row of rows)
        insert.run(
          setId,
          row.path,
          row.shown,
          stateText(row.before),
          stateText(row.after),
          row.intended === undefined ? null : JSON.stringify(row.intended),
          row.kept ? 1 : 0,
        )
    },
    setAfter(seq: number, after: FileState | null): void {
      db.prepare('UPDATE file_changes SET after = ? WHERE seq = ?').run(stateText(after), seq)
    },
    /** Removes the rows whose path is as it was. */
    removeUnchanged(setId: string): void {
      db.prepare('DELETE FROM file_changes WHERE set_id = ? AND before IS after').run(setId)
    },
    removeAllRows(setId: string): void {
      db.prepare('DELETE FROM file_changes WHERE set_id = ?').run(setId)
    },
    /** More of what an open set is about. */
    extend(id: string, more: Pick<ChangeSet, 'trees' | 'folders' | 'unkept'>): void {
      db.prepare('UPDATE change_sets SET trees = ?, folders = ?, unkept = ? WHERE id = ?').run(
        JSON.stringify(more.trees),
        JSON.stringify(more.folders),
        more.unkept,
        id,
      )
    },
    /** draft → open. */
    open(id: string): void {
      db.prepare(`UPDATE change_sets SET state = 'open' WHERE id = ? AND state = 'draft'`).run(id)
    },
    /** Its trees are needed no more, nor the rows of what did not change. A set that is closed stays as it is. */
    close(
      id: string,
      end: {
        readonly outcome: ChangeOutcome
        readonly folders: readonly string[]
        readonly unkept: string | null
      },
    ): void {
      db.prepare(
        `UPDATE change_sets SET state = 'closed', outcome = ?, folders = ?, unkept = ?, trees = '[]'
         WHERE id = ? AND state <> 'closed'`,
      ).run(end.outcome, JSON.stringify(end.folders), end.unkept, id)
    },
    removeSet(id: string): void {
      db.prepare('DELETE FROM change_sets WHERE id = ?').run(id)
    },
    get(id: string): ChangeSet | undefined {
      const row = db.prepare<SetRow>('SELECT * FROM change_sets WHERE id = ?').get(id)
      return row && changeSet(row)
    },
    /** The newest set of a call: a call that is run again after a crash has another one. */
    lastOfCall({ messageId, toolUseId }: CallRef): ChangeSet | undefined {
      const row = db
        .prepare<SetRow>(
          'SELECT * FROM change_sets WHERE message_id = ? AND tool_use_id = ? ORDER BY seq DESC LIMIT 1',
        )
        .get(messageId, toolUseId)
      return row && changeSet(row)
    },
    /** Oldest first. */
    ofTurn(turnId: string): ChangeSet[] {
      return db
        .prepare<SetRow>('SELECT * FROM change_sets WHERE turn_id = ? ORDER BY seq')
        .all(turnId)
        .map(changeSet)
    },
    /** Everything that is not closed, oldest first. */
    unfinished(): ChangeSet[] {
      return db
        .prepare<SetRow>(`SELECT * FROM change_sets WHERE state <> 'closed' ORDER BY seq`)
        .all()
        .map(changeSet)
    },
    /** In the order in which they were written, from after `seq` on. */
    rows(setId: string, after = 0, limit = -1): ChangeRow[] {
      return db
        .prepare<Row>('SELECT * FROM file_changes WHERE set_id = ? AND seq > ? ORDER BY seq LIMIT ?')
        .all(setId, after, limit)
        .map(changeRow)
    },
    rowsOfPath(setId: string, path: string): ChangeRow[] {
      return db
        .prepare<Row>('SELECT * FROM file_changes WHERE set_id = ? AND path = ?')
        .all(setId, path)
        .map(changeRow)
    },
    countRows(setId: string): number {
      return (
        db.prepare<{ n: number }>('SELECT count(*) AS n FROM file_changes WHERE set_id = ?').get(setId)?.n ??
        0
      )
    },
    /** Every turn that has sets, the one with the newest set first. */
    turns(): string[] {
      return db
        .prepare<{ id: string }>(
          'SELECT turn_id AS id FROM change_sets GROUP BY turn_id ORDER BY max(seq) DESC',
        )
        .all()
        .map(({ id }) => id)
    },
    /** What was kept of the set is not there any more. */
    forgetBytes(setId: string): void {
      db.prepare('UPDATE file_changes SET kept = 0 WHERE set_id = ? AND kept = 1').run(setId)
    },
  }
}
