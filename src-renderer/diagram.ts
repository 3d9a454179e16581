import { drawDiagram } from './diagram-page/draw-diagram.ts'

/* The page that draws diagrams. It has an origin of its own, no bridge, and a policy that lets it reach nothing. */
window.addEventListener('message', ({ data, source, origin }: MessageEvent<unknown>) => {
  if (source !== window.parent) return
  void drawDiagram(data).then((drawn) => window.parent.postMessage(drawn, origin))
})
window.parent.postMessage({ kind: 'ready' }, '*')
