/**
 * Calls `action` once before the next picture is drawn; the returned function calls it off. A window that is not seen
 * draws none, so there it is called at once.
 */
export function nextFrame(action: () => void): () => void {
  if (document.hidden) {
    action()
    return () => {}
  }
  const frame = requestAnimationFrame(action)
  return () => cancelAnimationFrame(frame)
}
