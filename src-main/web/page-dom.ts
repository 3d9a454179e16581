// This build of linkedom needs nothing of Node's and no canvas.
import { parseHTML } from 'linkedom/worker'

/** The part of the DOM that reading a page takes. Nothing of it runs, loads or lays out anything. */
export interface PageNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly parentNode: PageNode | null
  readonly previousSibling: PageNode | null
}

export interface PageElement extends PageNode {
  readonly textContent: string | null
  readonly innerHTML: string
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  replaceWith(text: string): void
  remove(): void
}

export interface PageDocument {
  readonly body: PageElement | null
  querySelector(selector: string): PageElement | null
  querySelectorAll(selector: string): Iterable<PageElement>
}

/** A page that leaves out its `<body>`, as it may, gets one. */
export function parsePage(html: string): PageDocument {
  const document = parse(html)
  if (document.querySelector('body') !== null) return document
  return parse(`<!doctype html><html><body>${html}</body></html>`)
}

function parse(html: string): PageDocument {
  return (parseHTML(html) as unknown as { readonly document: PageDocument }).document
}
