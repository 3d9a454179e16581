/**
 * JSON in which nothing is left that a terminal obeys: control characters and reordering marks that JSON lets stand
 * are escaped. `indent` in spaces; without it, one line.
 */
export function inertJson(data: unknown, indent?: number): string {
  return JSON.stringify(data, null, indent).replace(
    /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
