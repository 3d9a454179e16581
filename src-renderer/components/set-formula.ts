import 'katex/dist/katex.min.css'
import katex from 'katex'

/** The longest formula that is set: what a model wrote is data, and setting takes time. */
const longest = 8_000

/**
 * Sets a formula into an element; returns why it could not be set, or `null`. Nothing in it is trusted: it makes no link
 * and loads no picture, and grows in no way without bounds. The element's styles are set one by one, which the page's
 * policy allows.
 */
export function setFormula(source: string, into: HTMLElement, displayMode: boolean): string | null {
  if (source.length > longest) return 'The formula is too long.'
  try {
    katex.render(source, into, {
      displayMode,
      throwOnError: true,
      strict: false,
      trust: false,
      maxSize: 20,
      maxExpand: 500,
    })
    return null
  } catch (error) {
    into.replaceChildren()
    return error instanceof Error ? error.message : 'The formula could not be read.'
  }
}
