import { processTree, readProc } from './process-tree.ts'

/** The proportional memory of a process and all its descendants, in MB: shared pages count once over all who share them. */
export function memoryOf(pid: number): number {
  return processTree(pid).reduce((sum, each) => sum + proportionalKb(each), 0) / 1024
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

function proportionalKb(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(readProc(`${pid}/smaps_rollup`))?.[1] ?? 0)
}
