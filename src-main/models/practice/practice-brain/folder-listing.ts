export interface FolderEntry {
  readonly kind: 'file' | 'folder' | 'other'
  /** Bytes, or null where it is not known. */
  readonly size: number | null
  readonly name: string
}

export interface FolderListing {
  readonly entries: readonly FolderEntry[]
  /** Whether there is more than what the tool listed. */
  readonly more: boolean
}

/** Reads what list_directory gives: rows of kind, size and name, below a line about the folder. */
export function folderListing(text: string): FolderListing {
  const lines = text.split('\n')
  const entries = lines.flatMap((line): FolderEntry[] => {
    const match = /^\s*(file|dir|link|other)\s+(\d+|-|\?)\s+(.+)$/.exec(line)
    if (match === null) return []
    const [, kind, size = '', name = ''] = match
    return [
      {
        kind: kind === 'dir' ? 'folder' : kind === 'file' ? 'file' : 'other',
        size: /^\d+$/.test(size) ? Number(size) : null,
        name: name.replace(/ -> .*$/, '').replace(/\/$/, ''),
      },
    ]
  })
  return { entries, more: lines.some((line) => line.startsWith('…')) }
}

const textEnding =
  /\.(?:txt|md|markdown|rst|csv|tsv|json|ya?ml|toml|ini|cfg|conf|log|html?|css|xml|svg|[cm]?[jt]sx?|py|rb|go|rs|java|kt|c|h|cc|cpp|hpp|sh|sql|tex)$/i
const largest = 200_000

/** The files of a listing that are worth reading: text by their name, not empty, not huge. */
export function readableFiles(listing: FolderListing): string[] {
  return listing.entries
    .filter(
      ({ kind, name, size }) =>
        kind === 'file' &&
        (textEnding.test(name) || !name.includes('.')) &&
        size !== 0 &&
        (size ?? 0) <= largest,
    )
    .map((entry) => entry.name)
}

export function fileNames(listing: FolderListing): string[] {
  return listing.entries.flatMap((entry) => (entry.kind === 'file' ? [entry.name] : []))
}

export function folderNames(listing: FolderListing): string[] {
  return listing.entries.flatMap((entry) => (entry.kind === 'folder' ? [entry.name] : []))
}
