import { displayWidth, fitWidth } from './display-width.ts'
import { plainRow } from './plain-text.ts'

export interface Column {
  readonly title: string
  readonly align?: 'left' | 'right'
  /** Gives way when the terminal is too narrow; without it a column, such as an id, is always whole. */
  readonly shrinks?: boolean
}

const gap = 2
const narrowest = 12

/** Lines of an aligned table, its titles first. `width` in columns; `null`: as wide as it needs. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string[] {
  const cells = [columns.map((column) => column.title), ...rows.map((row) => row.map(plainRow))]
  const widths = columns.map((_column, at) => Math.max(...cells.map((row) => displayWidth(row[at] ?? ''))))
  if (width !== null) shrink(columns, widths, width)
  return cells.map((row) =>
    columns
      .map(({ align = 'left' }, at) => padded(row[at] ?? '', widths[at] ?? 0, align))
      .join(' '.repeat(gap))
      .trimEnd(),
  )
}

function shrink(columns: readonly Column[], widths: number[], width: number): void {
  let excess = widths.reduce((sum, each) => sum + each + gap, -gap) - width
  while (excess > 0) {
    const widest = columns
      .map((column, at) => ({ at, room: column.shrinks === true ? (widths[at] ?? 0) - narrowest : 0 }))
      .toSorted((a, b) => b.room - a.room)[0]
    if (widest === undefined || widest.room <= 0) return
    widths[widest.at] = (widths[widest.at] ?? 0) - 1
    excess -= 1
  }
}

function padded(text: string, width: number, align: 'left' | 'right'): string {
  const fitting = fitWidth(text, width)
  const space = ' '.repeat(Math.max(0, width - displayWidth(fitting)))
  return align === 'left' ? fitting + space : space + fitting
}
