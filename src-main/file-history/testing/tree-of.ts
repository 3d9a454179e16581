import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** Everything below a folder as it is: kind, permission bits, and the bytes by their hash. */
export function treeOf(folder: string): Record<string, string> {
  const tree: Record<string, string> = {}
  const look = (name: string): void => {
    for (const entry of readdirSync(join(folder, name)).toSorted()) {
      const inside = name === '' ? entry : `${name}/${entry}`
      const path = join(folder, inside)
      const stats = lstatSync(path)
      const mode = (stats.mode & 0o7777).toString(8)
      if (stats.isDirectory()) {
        tree[inside] = 'folder'
        look(inside)
      } else if (stats.isSymbolicLink()) tree[inside] = `link ${readlinkSync(path)}`
      else {
        const hash = createHash('sha256').update(readFileSync(path)).digest('hex')
        tree[inside] = `file ${mode} ${hash}`
      }
    }
  }
  look('')
  return tree
}
