import { readFile } from 'node:fs/promises'
import { readProcessTable } from '../process-table.ts'

/** How many processes have this word in their command line: a number that is slept for, so that it is nobody else's. */
export async function alive(word: string): Promise<number> {
  const rows = (await readProcessTable()).filter(({ isZombie }) => !isZombie)
  const lines = await Promise.all(
    rows.map(({ pid }) => readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')),
  )
  return lines.filter((line) => line.split('\0').includes(word)).length
}
