import { WebRefusal } from './web-refusal.ts'

const longestAddress = 8192

/**
 * An address that can be fetched; relative ones are read against `base`. Throws a `WebRefusal` for what is no http or
 * https address, and for one with a name or password in it. A host in any notation of an IP address comes out as that
 * address (`0x7f.1` as 127.0.0.1), as WHATWG's URLs have it.
 */
export function webAddress(given: string, base?: URL): URL {
  const text = given.trim()
  if (text.length > longestAddress) throw new WebRefusal('The address is too long. Give a shorter one.')
  if (!URL.canParse(text, base?.href))
    throw new WebRefusal('That is no web address. Give a whole one, such as https://example.com/page.')
  const url = new URL(text, base?.href)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new WebRefusal('Only addresses that begin with http:// or https:// can be fetched.')
  if (url.username !== '' || url.password !== '')
    throw new WebRefusal(`The address of ${url.host} has a name or password in it. Give it without.`)
  url.hash = ''
  return url
}

/** The host as the resolver and `isIP` take it: without the brackets of IPv6 and the dot at the end. */
export function plainHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}
