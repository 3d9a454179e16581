import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import type { Logger } from '../platform/logger.ts'
import { setAside } from './set-aside.ts'

/** It belongs to somebody else, or is a folder: moving it away helps, which it does not for a broken disk. */
const faultsOfTheFile = ['EACCES', 'EPERM', 'EISDIR']

/**
 * What a file of the data folder holds, or `null` if there is none. One that may not be read, or is not what the schema
 * says, is set aside and logged: a damaged file never keeps the application from starting. Throws only if the disk cannot
 * be read.
 */
export function readJsonFile<T>(path: string, schema: z.ZodType<T>, logger: Logger): T | null {
  const useDefaults = (why: object): null => {
    const setAsideAs = setAside(path)
    logger.warn('A file could not be read and was set aside; defaults are used', { path, setAsideAs, ...why })
    return null
  }
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT') return null
    if (faultsOfTheFile.includes(code)) return useDefaults({ code })
    throw error
  }
  const parsed = schema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  return useDefaults({ fields: parsed.error.issues.map((issue) => issue.path.join('.')) })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
