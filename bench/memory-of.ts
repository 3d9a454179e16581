import { readdirSync, readFileSync } from 'node:fs'

/** The proportional memory of a process and all its descendants, in MB: shared pages count once over all who share them. */
export function memoryOf(pid: number): number {
  return treeOf(pid).reduce((sum, each) => sum + proportionalKb(each), 0) / 1024
}

/** Samples until two in a row differ by less than 1 %: what a start leaves behind is given back by then. */
export async function settledMemoryOf(pid: number): Promise<number> {
  let last = memoryOf(pid)
  for (let i = 0; i < 30; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const now = memoryOf(pid)
    if (Math.abs(now - last) < last * 0.01) return now
    last = now
  }
  return last
}

function treeOf(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    // The command stands in parentheses and may hold spaces; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
    if (parent > 0) parents.set(Number(name), parent)
  }
  const isBelow = (pid: number): boolean => {
    for (let at: number | undefined = pid; at !== undefined; at = parents.get(at))
      if (at === root) return true
    return false
  }
  return [...parents.keys()].filter(isBelow)
}

function proportionalKb(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
