import type { FolderEntry, FolderListing } from './folder-listing.ts'

const mostRows = 30

/** A listing in Markdown: what there is in all, then row by row. `where` is how the folder is called. */
export function listingInWords(listing: FolderListing, where: string): string {
  if (listing.entries.length === 0) return `There is nothing in ${where}.`
  const rows = listing.entries
    .slice(0, mostRows)
    .map((entry) => `- \`${entry.name}${entry.kind === 'folder' ? '/' : ''}\`${aside(entry)}`)
  const rest = listing.entries.length - rows.length
  if (rest > 0) rows.push(`- … and ${rest} more`)
  return [`${countInWords(listing, where)}:`, '', ...rows].join('\n')
}

/** How much there is in a folder, as the beginning of a sentence. */
export function countInWords({ entries, more }: FolderListing, where: string): string {
  const files = entries.filter((entry) => entry.kind === 'file')
  const folders = entries.filter((entry) => entry.kind === 'folder').length
  const others = entries.length - files.length - folders
  const parts = [
    ...(files.length > 0 ? [`**${plural(files.length, 'file')}** (${bytes(files)} in all)`] : []),
    ...(folders > 0 ? [`**${plural(folders, 'folder')}**`] : []),
    ...(others > 0 ? [`**${plural(others, 'other entry', 'other entries')}**`] : []),
  ]
  const what = parts.length === 0 ? 'nothing' : parts.join(' and ')
  return `In ${where} ${entries.length === 1 ? 'there is' : 'there are'} ${more ? 'at least ' : ''}${what}`
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}

function aside({ kind, size }: FolderEntry): string {
  if (kind === 'file') return size === null ? '' : ` – ${plural(size, 'byte')}`
  return kind === 'folder' ? ' – folder' : ' – link or other'
}

function bytes(files: readonly FolderEntry[]): string {
  return plural(
    files.reduce((sum, file) => sum + (file.size ?? 0), 0),
    'byte',
  )
}
