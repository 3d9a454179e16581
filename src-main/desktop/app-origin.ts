/** The scheme and host of our own pages; nothing else is ever loaded into a window. */
export const appScheme = 'app'
export const appOrigin = `${appScheme}://dormouse`
/** Where the one page that draws diagrams lives: apart from the others, so that it can reach nothing of theirs. */
export const diagramOrigin = `${appScheme}://diagram`
export const diagramPage = `${diagramOrigin}/diagram.html`

/** Whether an address belongs to our own pages. Compared by parts: a custom scheme has no comparable origin. */
export function isAppUrl(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, host, username, password } = new URL(url)
  return `${protocol}//${host}` === appOrigin && username === '' && password === ''
}
