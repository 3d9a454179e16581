export interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** How much of a window's top edge must be on a screen for a person to take hold of it. */
const handle = { width: 120, height: 40 } as const

/**
 * The remembered bounds, made no larger than the work area they are on. `null` if no work area shows enough of the
 * window: the screen it was on is gone.
 */
export function boundsOnScreen(bounds: Area, workAreas: readonly Area[]): Area | null {
  const area = workAreas.find((candidate) => shows(candidate, bounds))
  if (area === undefined) return null
  const width = Math.min(bounds.width, area.width)
  const height = Math.min(bounds.height, area.height)
  return {
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
    width,
    height,
  }
}

function shows(area: Area, bounds: Area): boolean {
  const width = Math.min(area.x + area.width, bounds.x + bounds.width) - Math.max(area.x, bounds.x)
  const below = area.y + area.height - bounds.y
  return width >= handle.width && bounds.y >= area.y - handle.height && below >= handle.height
}
