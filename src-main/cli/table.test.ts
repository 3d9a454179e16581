import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { displayWidth } from './display-width.ts'
import { tableLines } from './table.ts'

const columns = [
  { title: 'Id' },
  { title: 'Count', align: 'right' },
  { title: 'Title', shrinks: true },
] as const

test('columns are aligned by what they take on screen', () => {
  expect(
    tableLines(
      columns,
      [
        ['a', '1', '日本'],
        ['bbbb', '100', '🐭 x'],
      ],
      null,
    ),
  ).toEqual(['Id    Count  Title', 'a         1  日本', 'bbbb    100  🐭 x'])
})

test('a narrow terminal shortens what may shrink and never an id', () => {
  const [, row] = tableLines(columns, [['run_0123456789', '1', 'A long title that does not fit']], 40)
  expect(row).toBe('run_0123456789      1  A long title tha…')
})

test('no line is wider than the terminal when there is room for the columns that stay whole', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 60 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'run_1'), fc.constant('1'), cell)),
      fc.integer({ min: 30, max: 100 }),
      (rows, width) => {
        for (const line of tableLines(columns, rows, width))
          expect(displayWidth(line)).toBeLessThanOrEqual(width)
      },
    ),
  )
})
