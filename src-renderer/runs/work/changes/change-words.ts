import type { FileChange } from '../../../../src-shared/domain/file-change.ts'
import type { Tone } from '../../../components/tone.ts'

export type ChangeKind = 'created' | 'changed' | 'deleted' | 'mode'

export const changeLooks: Readonly<Record<ChangeKind, { readonly word: string; readonly tone: Tone }>> = {
  created: { word: 'created', tone: 'moss' },
  changed: { word: 'changed', tone: 'dusk' },
  deleted: { word: 'deleted', tone: 'berry' },
  mode: { word: 'permissions', tone: 'stone' },
}

export function changeKind({ before, after }: FileChange): ChangeKind {
  if (before === null) return 'created'
  if (after === null) return 'deleted'
  return before.hash === after.hash && before.kind === after.kind ? 'mode' : 'changed'
}

/** "644 → 755", when its permissions are others than before. */
export function modeWords({ before, after }: FileChange): string | null {
  if (before === null || after === null || before.mode === after.mode) return null
  const octal = (mode: number): string => (mode & 0o7777).toString(8)
  return `${octal(before.mode)} → ${octal(after.mode)}`
}

/** "1 file", "12 files". */
export function filesWords(count: number): string {
  return count === 1 ? '1 file' : `${count.toLocaleString('en-GB')} files`
}

/** What an undo would do, in words: "3 files are put back as they were, and 1 new file is removed." */
export function undoWords(files: readonly FileChange[]): string {
  const kept = files.filter((file) => file.kept)
  const created = kept.filter((file) => changeKind(file) === 'created').length
  const deleted = kept.filter((file) => changeKind(file) === 'deleted').length
  const changed = kept.length - created - deleted
  const are = (count: number): string => (count === 1 ? 'is' : 'are')
  const parts = [
    changed > 0 &&
      `${filesWords(changed)} ${are(changed)} put back as ${changed === 1 ? 'it was' : 'they were'}`,
    created > 0 &&
      `${created === 1 ? '1 new file' : `${created.toLocaleString('en-GB')} new files`} ${are(created)} removed`,
    deleted > 0 &&
      `${deleted === 1 ? '1 deleted file comes' : `${deleted.toLocaleString('en-GB')} deleted files come`} back`,
  ].filter((part) => part !== false)
  return `${parts.join(', ')}.`
}
