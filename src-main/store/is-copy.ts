/** Where a data folder belongs: on which machine (`null`: not known), and where there. */
export interface FolderHome {
  readonly machine: string | null
  /** Absolute, with no links in it. */
  readonly path: string
  /** The folder's number in its file system: a rename keeps it, a copy has another one. */
  readonly inode: string
}

/**
 * Whether a folder that belonged to `before` and is found at `now` is a copy: it is on another machine, or neither its path
 * nor its inode is left. A folder that was renamed keeps its inode, one that was put back in its place keeps its path. A
 * machine that is not known counts as the same.
 */
export function isCopy(before: FolderHome, now: FolderHome): boolean {
  if (before.machine !== null && now.machine !== null && before.machine !== now.machine) return true
  return before.path !== now.path && before.inode !== now.inode
}
