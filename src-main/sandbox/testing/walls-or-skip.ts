import type { TestContext } from 'vitest'
import type { Sandbox } from '../sandbox.ts'

/**
 * Leaves out a test of the sandbox where this computer has none. On Linux the checks install bubblewrap, so there it fails
 * and says what to run: a proof that is never tried would look like one.
 */
export async function wallsOrSkip(sandbox: Sandbox, context: TestContext): Promise<void> {
  const { kind, message } = await sandbox.status()
  if (kind !== 'none') return
  if (process.platform === 'linux' && process.env['CI']) throw new Error(message)
  context.skip(message)
}
