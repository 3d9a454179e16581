import { create } from 'zustand'

/** The address that the user is asked about before it is opened; `null` while there is none. */
export const useLinkToOpen = create<{ readonly url: string | null }>()(() => ({ url: null }))

const openable = new Set(['http:', 'https:', 'mailto:'])

/** The address in its normal form if the system's browser may be asked to open it, else `null`. */
export function openableAddress(href: string | undefined): string | null {
  if (!href || !URL.canParse(href)) return null
  const url = new URL(href)
  return openable.has(url.protocol) ? url.href : null
}

/** Shows where a link goes and opens it when the user says so; what a model wrote may not open anything by itself. */
export function askToOpen(url: string): void {
  useLinkToOpen.setState({ url })
}
