export type EditedInput =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly input: unknown }
  | { readonly kind: 'wrong'; readonly problem: string }

/** What a string of JSON may hold as it is, and nobody would see: it is written as an escape. */
const unseen = /[\u007f-\u009f\p{Cf}\u2028\u2029]/gu

/** The text in which the arguments of a call are edited; nothing in it hides. */
export function inputText(input: unknown): string {
  const text = JSON.stringify(input, null, 2) ?? 'null'
  return text.replaceAll(unseen, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

/** What an edited text of arguments says, compared with what the call has. Arguments are a JSON object. */
export function readEditedInput(text: string, before: unknown): EditedInput {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { kind: 'wrong', problem: `This is not JSON. ${reason}` }
  }
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return { kind: 'wrong', problem: 'The arguments are an object: { "name": value }.' }
  }
  return inputText(input) === inputText(before) ? { kind: 'unchanged' } : { kind: 'changed', input }
}
