import mermaid from 'mermaid'

/** What a diagram page is asked. */
export interface DiagramRequest {
  readonly kind: 'draw'
  readonly source: string
  readonly dark: boolean
}

/** What it answers: a picture, or why there is none; and once at its beginning that it is ready. */
export type DiagramReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drawn'; readonly svg: string; readonly width: number; readonly height: number }
  | { readonly kind: 'failed'; readonly reason: string }

const longest = 50_000

/* The colours of design/tokens.css: a picture cannot take them from the page. */
const lightColours = {
  darkMode: false,
  background: '#fffdfa',
  primaryColor: '#f5f0e8',
  primaryTextColor: '#2a231d',
  primaryBorderColor: '#938775',
  lineColor: '#71665a',
  secondaryColor: '#eceaf6',
  tertiaryColor: '#fbeeda',
  noteBkgColor: '#fbeeda',
  noteTextColor: '#2a231d',
  edgeLabelBackground: '#fffdfa',
  dropShadow: 'none',
}
const darkColours = {
  darkMode: true,
  background: '#232026',
  primaryColor: '#302b33',
  primaryTextColor: '#f3ece4',
  primaryBorderColor: '#837b86',
  lineColor: '#a1979a',
  secondaryColor: '#2c2a41',
  tertiaryColor: '#3b2d1e',
  noteBkgColor: '#3b2d1e',
  noteTextColor: '#f3ece4',
  edgeLabelBackground: '#232026',
  dropShadow: 'none',
}

function isRequest(data: unknown): data is DiagramRequest {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'draw'
}

/** Draws a diagram of Mermaid as an SVG picture that needs nothing beside itself. What a model wrote is data. */
export async function drawDiagram(data: unknown): Promise<DiagramReply> {
  if (!isRequest(data)) return { kind: 'failed', reason: 'It was not asked for a diagram.' }
  const { source, dark } = data
  if (source.length > longest) return { kind: 'failed', reason: 'It is too long to be drawn.' }
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    themeVariables: dark ? darkColours : lightColours,
    // A picture has no fonts of the page.
    fontFamily: 'sans-serif',
    htmlLabels: false,
    suppressErrorRendering: true,
    maxTextSize: longest,
  })
  try {
    const { svg } = await mermaid.render('diagram', source)
    return sized(svg)
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : 'It could not be read.' }
  }
}

/** With the size that it was drawn for: a picture of 100 % of nothing is not seen. */
function sized(text: string): DiagramReply {
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  const [, , width = 0, height = 0] = (svg.getAttribute('viewBox') ?? '').split(/[\s,]+/).map(Number)
  if (!(width > 0 && height > 0)) return { kind: 'failed', reason: 'It came out empty.' }
  svg.setAttribute('width', String(width))
  svg.setAttribute('height', String(height))
  return { kind: 'drawn', svg: new XMLSerializer().serializeToString(svg), width, height }
}
