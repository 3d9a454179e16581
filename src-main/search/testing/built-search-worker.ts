import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The bundle of the thread that searches, built as the application's build does it. */
export async function builtSearchWorker(): Promise<{ readonly script: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-search-'))
  // It belongs to the tools, which are a TypeScript project of their own.
  const tools = join(import.meta.dirname, '..', '..', '..', 'scripts', 'bundled-workers.ts')
  const { buildWorker } = (await import(tools)) as {
    buildWorker(name: 'search-worker', folder: string): Promise<string>
  }
  const script = await buildWorker('search-worker', folder)
  return { script, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
