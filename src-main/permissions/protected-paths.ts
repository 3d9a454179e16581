/** Files that are never written without asking, and some that are not even read. All paths are absolute and real. */
export interface ProtectedPaths {
  /** Why changing `path` asks whatever the policy: "~/.bashrc is a shell profile"; `null`: it is not protected. */
  whyNotWrite(path: string): string | null
  /** The same for reading: keys and Dormouse's own data. */
  whyNotRead(path: string): string | null
  /** What a sandbox hides and what it keeps read-only inside `writable`. Only what exists. */
  inSandbox(writable: readonly string[]): Promise<{ readonly hidden: string[]; readonly readOnly: string[] }>
}

export interface ProtectedPlaces {
  /** Dormouse's data folder; its `workspace` and `worktrees` folders are not protected. */
  readonly dataDir: string
  readonly home: string
}

export function createProtectedPaths(_places: ProtectedPlaces): ProtectedPaths {
  return {
    whyNotWrite: () => null,
    whyNotRead: () => null,
    inSandbox: () => Promise.resolve({ hidden: [], readOnly: [] }),
  }
}
