import { stat } from 'node:fs/promises'
import { dirname, isAbsolute, sep } from 'node:path'
import type { McpTransport } from '../../src-shared/domain/mcp-server.ts'

/** Folders of which a sandbox has its own instead of everybody's. */
const emptied = ['/tmp', '/var/tmp'].map((folder) => `${folder}${sep}`)

/**
 * Where the program of a server lies, as far as a sandbox would not show it: the folder of each file that its command
 * names, or the packages that it belongs to.
 */
export async function programFolders(transport: Extract<McpTransport, { kind: 'stdio' }>): Promise<string[]> {
  const named = [transport.command, ...transport.args].filter(
    (word) => isAbsolute(word) && emptied.some((folder) => word.startsWith(folder)),
  )
  const found = await Promise.all(
    named.map(async (path) => {
      const stats = await stat(path).catch(() => null)
      return stats?.isFile() ? [packagesOf(path) ?? dirname(path)] : []
    }),
  )
  return [...new Set(found.flat())]
}

/** The outermost node_modules that holds the file: what it imports lies there too. */
function packagesOf(path: string): string | null {
  const packages = `${sep}node_modules${sep}`
  const at = path.indexOf(packages)
  return at === -1 ? null : path.slice(0, at + packages.length - 1)
}
