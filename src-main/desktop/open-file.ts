import { shell } from 'electron'

/** Opens a file in the system's program for its kind. Rejects with a sentence where there is none. */
export async function openFile(path: string): Promise<void> {
  const problem = await shell.openPath(path)
  if (problem !== '') throw new Error(`No program of this system opened it: ${problem.replace(/\.$/, '')}.`)
}
