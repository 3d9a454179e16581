import { describe, expect, it } from 'vitest'
import { quickAskBounds } from './quick-ask-bounds.ts'

const area = { x: 100, y: 50, width: 1920, height: 1000 }

describe('the quick-ask window', () => {
  it('stands in the middle of the screen, a fifth from its top', () => {
    expect(quickAskBounds(area, 104)).toEqual({ x: 740, y: 250, width: 640, height: 104 })
  })

  it('never grows out of the screen, and is never too small to be seen', () => {
    expect(quickAskBounds(area, 5000).height).toBe(800)
    expect(quickAskBounds(area, 1).height).toBe(88)
    expect(quickAskBounds({ x: 0, y: 0, width: 480, height: 400 }, 480)).toEqual({
      x: 0,
      y: 80,
      width: 480,
      height: 320,
    })
  })
})
