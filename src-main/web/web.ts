/** A page or file from the web, as text for a model. */
export interface WebPage {
  /** After redirects. */
  readonly url: string
  readonly host: string
  readonly status: number
  readonly title: string
  /** Markdown of its readable part, or its text. */
  readonly text: string
  readonly isCut: boolean
}

/** Our own way to the web: no cookies, no scripts, no private addresses but the ones that the user listed. */
export interface Web {
  /** Rejects with `WebRefusal`, whose message says what to do. */
  fetch(url: string, signal: AbortSignal): Promise<WebPage>
}

export class WebRefusal extends Error {
  override readonly name = 'WebRefusal'
}

export function createWeb(_parts: { readonly privateHosts: () => readonly string[] }): Web {
  return { fetch: () => Promise.reject(new WebRefusal('Not built yet.')) }
}
