/** Calls `action` once when the window has nothing better to do; the returned function calls it off. */
export function whenIdle(action: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(action, 0)
    return () => clearTimeout(timer)
  }
  const request = requestIdleCallback(action, { timeout: 500 })
  return () => cancelIdleCallback(request)
}
