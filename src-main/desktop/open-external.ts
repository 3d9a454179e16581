import { shell } from 'electron'

const allowed: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** Opens an address in the system's browser or mail program. Rejects any other kind: those can start programs. */
export async function openExternal(url: string): Promise<void> {
  if (!URL.canParse(url) || !allowed.has(new URL(url).protocol)) {
    throw new Error('Only web and mail addresses (http, https, mailto) can be opened.')
  }
  await shell.openExternal(new URL(url).href)
}
