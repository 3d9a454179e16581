import { Readability } from '@mozilla/readability'
import Turndown from 'turndown'
import { type PageDocument, parsePage } from './page-dom.ts'
import { tableRules } from './table-rules.ts'

/** What nobody reads on a page: programs, forms, and what is not shown. */
const unread =
  'script, style, noscript, template, iframe, object, embed, svg, canvas, audio, video, select, [hidden], [aria-hidden="true"], dialog:not([open])'
const hiding =
  /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?\s*(?:!important\s*)?(?:;|$)|font-size\s*:\s*0)/i

/** The readable part is believed only if it is no mere scrap of a long page. */
const leastShare = 0.02
const leastLength = 200

/**
 * A page as its title and the Markdown of its readable part; of its whole body where no part stands out. Hidden text,
 * scripts and pictures are left out, and addresses are made whole. Throws a `RangeError` for a page that is nested too deeply.
 */
export function readHtml(html: string, address: string): { readonly title: string; readonly text: string } {
  const document = parsePage(html)
  const title = (document.querySelector('title')?.textContent ?? '').replaceAll(/\s+/g, ' ').trim()
  const { body } = document
  if (body === null) return { title, text: '' }
  clean(document, address)
  const whole = (body.textContent ?? '').trim().length
  // Reading takes the document apart, so what is left of it afterwards is kept before.
  const rest = body.innerHTML
  const article = new Readability(document as unknown as Document, { charThreshold: leastLength }).parse()
  const length = article?.length ?? 0
  const stands =
    article?.content != null && length >= Math.min(leastLength, whole) && length > whole * leastShare
  const content = stands ? (article.content ?? '') : rest
  return { title: title === '' ? (article?.title ?? '') : title, text: markdown(content) }
}

function clean(document: PageDocument, address: string): void {
  for (const node of document.querySelectorAll(unread)) node.remove()
  for (const node of document.querySelectorAll('[style]'))
    if (hiding.test(node.getAttribute('style') ?? '')) node.remove()
  for (const image of document.querySelectorAll('img')) {
    const words = image.getAttribute('alt')?.trim() ?? ''
    // A picture's address would be fetched by whoever shows the Markdown.
    image.replaceWith(words === '' ? '' : `[Image: ${words}]`)
  }
  const base = resolved(document.querySelector('base[href]')?.getAttribute('href') ?? '', address) ?? address
  for (const link of document.querySelectorAll('a[href]')) {
    const whole = resolved(link.getAttribute('href') ?? '', base)
    if (whole === null) link.removeAttribute('href')
    else link.setAttribute('href', whole)
  }
}

function resolved(href: string, base: string): string | null {
  if (!URL.canParse(href, base)) return null
  const url = new URL(href, base)
  return ['http:', 'https:', 'mailto:'].includes(url.protocol) ? url.href : null
}

function markdown(content: string): string {
  const { body } = parsePage(`<!doctype html><html><body>${content}</body></html>`)
  if (body === null) return ''
  const turndown = new Turndown({ headingStyle: 'atx', codeBlockStyle: 'fenced', bulletListMarker: '-' })
  for (const [name, rule] of Object.entries(tableRules)) turndown.addRule(name, rule)
  return turndown
    .turndown(body)
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}
