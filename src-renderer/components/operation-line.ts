import { visibleText } from './visible-text.ts'

/** Code stands between backticks with nothing but space or punctuation around them; any other backtick is a character. */
export const operationCode = /(?<=^|[\s(])`([^`\n]+)`(?=$|[\s.,;:?!)])/u

const everyCode = new RegExp(operationCode, 'gu')

/** What a call does as a line of plain words, where there is no room for a face of its own: "Run npm test in ~/site?". */
export function operationLine(text: string): string {
  return visibleText(text).replace(everyCode, '$1')
}
