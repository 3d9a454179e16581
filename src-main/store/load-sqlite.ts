import { createRequire } from 'node:module'
import type { DatabaseSync } from '@photostructure/sqlite'

/** The part of `node:sqlite` that is used here; both drivers have it with the same behaviour unless said otherwise. */
export type NativeDatabase = Pick<
  InstanceType<typeof DatabaseSync>,
  'prepare' | 'exec' | 'close' | 'isOpen' | 'isTransaction'
>

interface SqliteModule {
  readonly DatabaseSync: new (
    path: string,
    options?: { readonly readOnly?: boolean; readonly timeout?: number; readonly defensive?: boolean },
  ) => NativeDatabase
}

export interface Sqlite extends SqliteModule {
  /** What a worker thread requires to get the same driver: a module name, or an absolute path. */
  readonly requirePath: string
  /** False when a bound string ends at its first NUL character. */
  readonly bindsNul: boolean
}

const dropIn = '@photostructure/sqlite'
let loaded: Sqlite | undefined

/**
 * `node:sqlite` where the runtime has one that reads strings whole (Node 24; the one of Node 22.18 cuts them at a NUL),
 * else its drop-in. Loaded once; throws if neither is there.
 */
export function loadSqlite(): Sqlite {
  loaded ??= choose()
  return loaded
}

function choose(): Sqlite {
  const builtin = process.getBuiltinModule('node:sqlite' as 'node:fs') as unknown as SqliteModule | undefined
  if (builtin !== undefined) {
    const found = probe(builtin)
    if (found.readsNul) return { DatabaseSync: builtin.DatabaseSync, requirePath: 'node:sqlite', ...found }
  }
  // A plain import would make the bundler inline a package that finds its native file by its own location.
  const require = createRequire(import.meta.url)
  const module = require(dropIn) as SqliteModule
  return { DatabaseSync: module.DatabaseSync, requirePath: require.resolve(dropIn), ...probe(module) }
}

function probe({ DatabaseSync: Native }: SqliteModule): {
  readonly readsNul: boolean
  readonly bindsNul: boolean
} {
  const db = new Native(':memory:')
  const row = db
    .prepare("SELECT 'a' || char(0) || 'b' AS read, length(CAST(? AS BLOB)) AS bound")
    .get('a\0b') as {
    readonly read: string
    readonly bound: number
  }
  db.close()
  return { readsNul: row.read.length === 3, bindsNul: row.bound === 3 }
}
