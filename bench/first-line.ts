import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'

/** Resolves with the first piece of standard output, at once: the tests' harness looks every 25 ms. */
export async function firstLine(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('the process was started without a pipe for its output')
  await once(child.stdout, 'data')
}
