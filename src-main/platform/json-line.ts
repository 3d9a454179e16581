/**
 * `value` as one line of JSON with its newline. Characters that some readers take for the end of a line (U+0085, U+2028,
 * U+2029) are escaped: JSON lets them stand, and the value is the same.
 */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(/[\u0085\u2028\u2029]/g, escaped)}\n`
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
