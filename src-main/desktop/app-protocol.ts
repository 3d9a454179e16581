import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { protocol, type Session } from 'electron'
import { appOrigin, appScheme, diagramOrigin, diagramPage } from './app-origin.ts'
import { pageFile } from './page-file.ts'

/** Nothing from elsewhere is loaded or reached, nothing is evaluated, nobody frames us. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  `frame-src ${diagramOrigin}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** What draws diagrams writes styles; it stands in a frame of ours, and reaches nothing at all. */
const diagramPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  `frame-ancestors ${appOrigin}`,
].join('; ')

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/** Serves the built pages, and nothing outside their folder, with the security headers. Call it after `ready`. */
export function serveApp(session: Session, pages: string): void {
  session.protocol.handle(appScheme, async (request) => {
    const url = pageUrl(request.url)
    const file = request.method === 'GET' && url !== null ? pageFile(url, pages) : null
    if (file === null) return new Response('Not found', { status: 404 })
    try {
      return new Response(await readFile(file), {
        headers: {
          'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': url === request.url ? contentSecurityPolicy : diagramPolicy,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
        },
      })
    } catch {
      return new Response('Not found', { status: 404 })
    }
  })
}

/** The address of ours whose file is served: the origin of diagrams has its page, and the scripts that all share. */
function pageUrl(url: string): string | null {
  if (!url.startsWith(`${diagramOrigin}/`)) return url
  const isOpen = url === diagramPage || url.startsWith(`${diagramOrigin}/assets/`)
  return isOpen ? url.replace(diagramOrigin, appOrigin) : null
}
