import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Logger } from '../platform/logger.ts'
import { setAside } from './set-aside.ts'

/**
 * What a file of the data folder holds, or `null` if there is none. One that is not what the schema says is set aside
 * and logged: a damaged file never keeps the application from starting. Throws only if the disk cannot be read.
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>, logger: Logger): T | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  logger.warn('A file could not be read and was set aside; defaults are used', {
    path,
    setAsideAs: setAside(path),
    fields: parsed.error.issues.map((issue) => issue.path.join('.')),
  })
  return null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
