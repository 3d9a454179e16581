/** The cells of a table by rows, the head first, each written by `write`. */
export function tableCells(table: ParentNode, write: (cell: Node) => string): string[][] {
  return [...table.querySelectorAll('tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) =>
      write(cell)
        .replaceAll(/\s*\n\s*/g, ' ')
        .trim(),
    ),
  )
}

export function tableMarkdown(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  const line = (cells: readonly string[]): string =>
    `| ${head.map((_, at) => (cells[at] ?? '').replaceAll(/(?<!\\)\|/g, '\\|')).join(' | ')} |`
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...body.map(line)].join('\n')
}

/** Tabs between the cells. What a spreadsheet would take for a formula is made a text. */
export function tableTsv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) =>
      row
        .map((cell) => cell.replaceAll('\t', ' '))
        .map((cell) => (/^[=+@-](?![\d.,\s]*%?$)/.test(cell) ? `'${cell}` : cell))
        .join('\t'),
    )
    .join('\n')
}
