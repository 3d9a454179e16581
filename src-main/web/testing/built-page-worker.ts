import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PageReader, threadedReader } from '../page-reader.ts'

/** The thread that reads pages, built as the application's build does it. */
export async function builtPageWorker(): Promise<{ readonly readPage: PageReader; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-web-'))
  // It belongs to the tools, which are a TypeScript project of their own.
  const script = join(import.meta.dirname, '..', '..', '..', 'scripts', 'bundled-workers.ts')
  const { buildWorker } = (await import(script)) as {
    buildWorker(name: 'page-worker', folder: string): Promise<string>
  }
  const path = await buildWorker('page-worker', folder)
  return { readPage: threadedReader(path), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
