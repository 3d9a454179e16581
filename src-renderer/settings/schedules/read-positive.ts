import type { DraftErrors, DraftField } from './read-draft.ts'

/** The number above 0 that a field holds, with a point or a comma; `undefined` if it is empty or wrong, which is noted. */
export function readPositive(
  field: DraftField,
  text: string,
  kind: 'whole' | 'any',
  errors: DraftErrors,
): number | undefined {
  if (text.trim() === '') return undefined
  const value = Number(text.trim().replace(',', '.'))
  if (Number.isFinite(value) && value > 0 && (kind === 'any' || Number.isInteger(value))) return value
  errors[field] =
    kind === 'whole'
      ? 'Give a whole number above 0, or leave it empty.'
      : 'Give a number above 0, or leave it empty.'
  return undefined
}
