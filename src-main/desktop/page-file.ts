import { join, sep } from 'node:path'
import { isAppUrl } from './app-origin.ts'

/** The file under `folder` that an address of ours names; `null` for other addresses and for anything outside. */
export function pageFile(url: string, folder: string): string | null {
  if (!isAppUrl(url)) return null
  let path: string
  try {
    path = decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
  if (path.includes('\0')) return null
  const file = join(folder, path)
  return file.startsWith(folder + sep) && !file.endsWith(sep) ? file : null
}
