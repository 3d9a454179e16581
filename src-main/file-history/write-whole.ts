import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { renameDurably } from '../store/durable-rename.ts'

/** Writes a small file of ours so that it is there whole or not at all. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const unfinished = `${path}.unfinished`
  await writeFile(unfinished, text, { mode: 0o600 })
  await renameDurably(unfinished, path)
}
