import type { Rectangle } from 'electron'

const width = 640
const least = { width: 320, height: 88 } as const
/** Above the middle: an answer makes it grow downwards. */
const fromTop = 0.2

/** Where the quick-ask window stands in a screen's free area, in pixels, with as much of `height` as fits there. */
export function quickAskBounds(area: Rectangle, height: number): Rectangle {
  const fittingWidth = Math.max(least.width, Math.min(width, area.width))
  const y = area.y + Math.round(area.height * fromTop)
  const room = area.y + area.height - y
  return {
    x: area.x + Math.round((area.width - fittingWidth) / 2),
    y,
    width: fittingWidth,
    height: Math.max(least.height, Math.min(Math.round(height), room)),
  }
}
