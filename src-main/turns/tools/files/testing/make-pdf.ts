/** A PDF with a page for each text; an empty text makes a page without any, like a scan. */
export function makePdf(texts: readonly string[]): Buffer {
  const objects: string[] = []
  const pageNumber = (index: number): number => 4 + index * 2
  objects[1] = '<< /Type /Catalog /Pages 2 0 R >>'
  objects[2] = `<< /Type /Pages /Count ${texts.length} /Kids [${texts.map((_text, index) => `${pageNumber(index)} 0 R`).join(' ')}] >>`
  objects[3] = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
  for (const [index, text] of texts.entries()) {
    const number = pageNumber(index)
    const content = text === '' ? '0 0 m 10 10 l S' : `BT /F1 12 Tf 20 100 Td (${text}) Tj ET`
    objects[number] =
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents ${number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`
    objects[number + 1] = `<< /Length ${content.length} >>\nstream\n${content}\nendstream`
  }
  let file = '%PDF-1.4\n'
  const offsets: number[] = []
  for (let number = 1; number < objects.length; number += 1) {
    offsets.push(file.length)
    file += `${number} 0 obj\n${objects[number]}\nendobj\n`
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const trailer = `trailer\n<< /Size ${objects.length} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`
  return Buffer.from(`${file}xref\n0 ${objects.length}\n0000000000 65535 f \n${rows}${trailer}`, 'latin1')
}
