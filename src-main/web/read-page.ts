import { decodeText } from './decode-text.ts'
import { readHtml } from './read-html.ts'

/** What came from the web and is to become text. */
export interface PageJob {
  readonly bytes: Uint8Array
  readonly kind: 'html' | 'text'
  /** Whether the bytes are only the beginning. */
  readonly isCut: boolean
  /** As the server said it. */
  readonly charset: string | null
  /** Against which addresses in the page are read. */
  readonly address: string
}

export interface PageText {
  readonly title: string
  readonly text: string
  /** Whether there was more than this. */
  readonly isCut: boolean
}

/** Of one page, in characters. A model is given the ends of a long one and reads on in what is kept. */
const mostCharacters = 400_000

/** Decodes a page, and takes the readable part of HTML as Markdown. Takes up to seconds: for a thread of its own. */
export function readPage({ bytes, isCut, kind, charset, address }: PageJob): PageText {
  const decoded = decodeText(bytes, charset, isCut)
  const { title, text } = kind === 'html' ? readHtml(decoded, address) : { title: '', text: decoded }
  return { title, text: text.slice(0, mostCharacters), isCut: isCut || text.length > mostCharacters }
}
