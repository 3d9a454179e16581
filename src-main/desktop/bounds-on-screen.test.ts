import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOnScreen } from './bounds-on-screen.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const second = { x: 1440, y: 0, width: 2560, height: 1440 }

test('bounds on a screen stay as they are', () => {
  const bounds = { x: 1600, y: 100, width: 1000, height: 700 }
  expect(boundsOnScreen(bounds, [laptop, second])).toEqual(bounds)
})

test('bounds on a screen that is gone are forgotten', () => {
  expect(boundsOnScreen({ x: 1600, y: 100, width: 1000, height: 700 }, [laptop])).toBeNull()
})

test('a window larger than the screen is made to fit', () => {
  expect(boundsOnScreen({ x: 0, y: 0, width: 3000, height: 2000 }, [laptop])).toEqual(laptop)
})

test('whatever is returned lies inside one work area', () => {
  const number = fc.integer({ min: -5000, max: 5000 })
  const length = fc.integer({ min: 1, max: 5000 })
  fc.assert(
    fc.property(number, number, length, length, (x, y, width, height) => {
      const placed = boundsOnScreen({ x, y, width, height }, [laptop, second])
      if (placed === null) return
      const inside = [laptop, second].some(
        (area) =>
          placed.x >= area.x &&
          placed.y >= area.y &&
          placed.x + placed.width <= area.x + area.width &&
          placed.y + placed.height <= area.y + area.height,
      )
      expect(inside).toBe(true)
    }),
  )
})
