import { plainHost } from './web-address.ts'

/**
 * Whether the user listed the host of an address: `nas.lan` stands for all of its ports, `localhost:3000` for one.
 * Hosts are compared as whole names; a name does not stand for those below it.
 */
export function isListedHost(url: URL, listed: readonly string[]): boolean {
  const host = plainHost(url)
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port
  return listed.some((entry) => {
    const known = readEntry(entry)
    return known !== null && known.host === host && (known.port === null || known.port === port)
  })
}

function readEntry(entry: string): { readonly host: string; readonly port: string | null } | null {
  // An IPv6 address without brackets has no port.
  const text = entry.split(':').length > 2 && !entry.startsWith('[') ? `[${entry}]` : entry
  if (/[/?#@\\\s]/.test(text) || !URL.canParse(`http://${text}`)) return null
  const port = /:(\d+)$/.exec(text.replace(/^\[.*\]/, ''))?.[1]
  return {
    host: plainHost(new URL(`http://${text}`)),
    port: port === undefined ? null : String(Number(port)),
  }
}
