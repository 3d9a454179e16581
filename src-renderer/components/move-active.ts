/**
 * The option that a key makes the active one in a list whose keys are pressed in a field above it; `null`: the key means
 * something else there. At an end it goes on at the other.
 */
export function moveActive(key: string, active: number, count: number): number | null {
  if (count === 0) return null
  switch (key) {
    case 'ArrowDown':
      return (active + 1) % count
    case 'ArrowUp':
      return (active - 1 + count) % count
    case 'PageDown':
      return Math.min(active + 8, count - 1)
    case 'PageUp':
      return Math.max(active - 8, 0)
    default:
      return null
  }
}
