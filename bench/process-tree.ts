import { readdirSync, readFileSync } from 'node:fs'

/** The ids of a process and all its descendants, the process first. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = readProc(`${name}/stat`)
    // The command stands in parentheses and may hold spaces; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (parent > 0) parents.set(Number(name), parent)
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = parents.get(at))
      if (at === root) return true
    return false
  }
  return [...parents.keys()].filter(isBelow).toSorted((a, b) => Number(b === root) - Number(a === root))
}

/** The text of a file in /proc; empty when its process has ended. */
export function readProc(path: string): string {
  try {
    return readFileSync(`/proc/${path}`, 'utf8')
  } catch {
    return ''
  }
}
