import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json, whatever folder a script was started from. */
export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)))
