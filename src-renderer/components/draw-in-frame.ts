import type { DiagramReply } from '../diagram-page/draw-diagram.ts'
import { after } from '../platform/after.ts'

/** The page that draws, in an origin of its own: nothing that a diagram does reaches this one. */
const drawingOrigin = 'app://diagram'
const patienceMs = 30_000

type Drawn = Exclude<DiagramReply, { kind: 'ready' }>

/** Draws a diagram in a page that is made for it and goes away again. */
export function drawInFrame(source: string, dark: boolean): Promise<Drawn> {
  return new Promise((resolve) => {
    const frame = document.createElement('iframe')
    const end = (drawn: Drawn): void => {
      window.removeEventListener('message', onMessage)
      cancel()
      frame.remove()
      resolve(drawn)
    }
    const onMessage = (event: MessageEvent<DiagramReply>): void => {
      if (event.source !== frame.contentWindow || event.origin !== drawingOrigin) return
      if (event.data.kind === 'ready')
        frame.contentWindow?.postMessage({ kind: 'draw', source, dark }, drawingOrigin)
      else end(event.data)
    }
    const cancel = after(patienceMs, () => end({ kind: 'failed', reason: 'It took too long.' }))
    window.addEventListener('message', onMessage)
    frame.src = `${drawingOrigin}/diagram.html`
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
    frame.setAttribute('aria-hidden', 'true')
    frame.tabIndex = -1
    // It is laid out, for words are measured in it, and not seen.
    Object.assign(frame.style, {
      position: 'fixed',
      left: '-4000px',
      width: '1600px',
      height: '1200px',
      border: '0',
      visibility: 'hidden',
    })
    document.body.append(frame)
  })
}
