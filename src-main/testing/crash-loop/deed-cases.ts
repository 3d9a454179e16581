import { join } from 'node:path'
import { type DeedEnd, markPoint, marksFile, outputPoint, serverName } from './deed-orders.ts'

/** A tool that acts, and how its deed is recognised afterwards. */
export interface DeedCase {
  readonly tool: string
  /** What the model sends. `hold`: so many seconds the deed stands still in its middle, where there is such a thing. */
  input(hold: string | null): unknown
  /** How often it was done, by what is left. */
  count(end: DeedEnd): number
  /** The point in its middle; `null`: what it does to files has points of its own. */
  readonly middle: string | null
  /**
   * Whether the model is told what happened from the moment on at which it is written down what is about to be done:
   * files can be compared with what they were and were to be.
   */
  readonly isKnown: boolean
  /** Whether an undo brings the working directory back. */
  readonly isUndone: boolean
}

/** What lies in the working directory before the deed. */
export const before: Readonly<Record<string, string>> = {
  [marksFile]: '',
  'notes.txt': 'Buy milk.\n',
  'old.txt': 'Of last year.\n',
}

const has = (end: DeedEnd, name: string, content: string): boolean =>
  end.files[name]?.endsWith(`: ${content}`) ?? false
const marks = (end: DeedEnd): number => end.files[marksFile]?.split('mark').length ?? 0

export const deedCases: readonly DeedCase[] = [
  {
    tool: 'write_file',
    input: () => ({ path: 'notes.txt', content: 'Buy tea.\n' }),
    count: (end) => (has(end, 'notes.txt', 'Buy tea.\n') ? 1 : 0),
    middle: null,
    isKnown: true,
    isUndone: true,
  },
  {
    tool: 'edit_file',
    // Done twice it would be there twice.
    input: () => ({ path: 'notes.txt', old_string: 'Buy milk', new_string: 'Buy milk and Buy milk powder' }),
    count: (end) => (has(end, 'notes.txt', before['notes.txt'] ?? '') ? 0 : powders(end)),
    middle: null,
    isKnown: true,
    isUndone: true,
  },
  {
    tool: 'move_file',
    input: () => ({ from: 'old.txt', to: 'archive/2025.txt' }),
    count: (end) => (has(end, join('archive', '2025.txt'), 'Of last year.\n') ? 1 : 0),
    middle: null,
    isKnown: true,
    isUndone: true,
  },
  {
    tool: 'delete_file',
    input: () => ({ path: 'old.txt' }),
    count: (end) => end.trashed,
    middle: null,
    isKnown: true,
    isUndone: true,
  },
  {
    tool: 'run_command',
    input: (hold) => ({
      command: `echo mark >> ${marksFile}; echo begun${hold === null ? '' : `; sleep ${hold}; echo end >> ${marksFile}`}`,
    }),
    count: (end) => marks(end) - 1,
    middle: outputPoint,
    isKnown: false,
    isUndone: true,
  },
  {
    tool: `mcp__${serverName}__add_mark`,
    input: (hold) => ({ hold: hold !== null }),
    count: (end) => marks(end) - 1,
    middle: markPoint,
    isKnown: false,
    isUndone: true,
  },
  {
    tool: 'memory',
    input: () => ({ command: 'create', path: '/memories/tea.md', file_text: 'Likes tea.\n' }),
    count: (end) => Object.values(end.notes).filter((note) => note.endsWith(': Likes tea.\n')).length,
    middle: null,
    isKnown: false,
    isUndone: false,
  },
]

function powders(end: DeedEnd): number {
  return (end.files['notes.txt']?.split('powder').length ?? 1) - 1
}
