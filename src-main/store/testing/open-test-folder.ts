import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Migration } from '../migrate.ts'

/** A small schema with a parent, children that go with it, and a full-text index over its own table. */
export const notesSchema: readonly Migration[] = [
  {
    version: 1,
    name: 'notes',
    sql: `
      CREATE TABLE books (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
      CREATE TABLE notes (
        seq INTEGER PRIMARY KEY, book TEXT NOT NULL REFERENCES books (id) ON DELETE CASCADE, text TEXT NOT NULL
      ) STRICT;
      CREATE VIRTUAL TABLE notes_fts USING fts5 (text, content = 'notes', content_rowid = 'seq');
      CREATE TRIGGER notes_fts_insert AFTER INSERT ON notes BEGIN
        INSERT INTO notes_fts (rowid, text) VALUES (new.seq, new.text);
      END;
    `,
  },
]

export interface TestFolder {
  readonly path: string
  /** Absolute path of a file in it. */
  file(...names: string[]): string
  names(...folder: string[]): string[]
  read(...names: string[]): Buffer
  mode(path: string): number
  /** Makes the folders that are missing. */
  write(name: string, content: string | Uint8Array): void
  /** Overwrites bytes of a file. */
  damage(name: string, offset: number, length: number): void
  /** Every name in it with size, time of change and hash of the content. */
  fingerprint(): string
  remove(): void
}

/** A temporary folder. Files of an open database must not be read through it: that would free SQLite's locks. */
export function openTestFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'dormouse-store-'))
  const file = (...names: string[]): string => join(path, ...names)
  return {
    path,
    file,
    names: (...folder) => readdirSync(file(...folder)).toSorted(),
    read: (...names) => readFileSync(file(...names)),
    mode: (name) => statSync(name).mode,
    write(name, content) {
      mkdirSync(dirname(file(name)), { recursive: true })
      writeFileSync(file(name), content)
    },
    damage(name, offset, length) {
      const bytes = readFileSync(file(name))
      bytes.fill(0xa5, offset, offset + length)
      writeFileSync(file(name), bytes)
    },
    fingerprint: () =>
      readdirSync(path, { recursive: true, encoding: 'utf8' })
        .toSorted()
        .map((name) => {
          const { size, mtimeMs, mode } = statSync(file(name))
          const isFile = statSync(file(name)).isFile()
          const hash = isFile
            ? createHash('sha256')
                .update(readFileSync(file(name)))
                .digest('hex')
            : 'folder'
          return `${name} ${size} ${mtimeMs} ${mode} ${hash}`
        })
        .join('\n'),
    remove: () => rmSync(path, { recursive: true, force: true }),
  }
}
