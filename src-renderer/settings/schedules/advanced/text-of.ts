import type { DraftErrors } from '../read-draft.ts'
import type { ScheduleDraft } from '../schedule-draft.ts'

export interface AdvancedProps {
  readonly draft: ScheduleDraft
  readonly errors: DraftErrors
  onChange(change: Partial<ScheduleDraft>): void
}

/** The fields of the draft that hold one line of text. */
type TextName = {
  [Name in keyof ScheduleDraft]: ScheduleDraft[Name] extends string
    ? string extends ScheduleDraft[Name]
      ? Name
      : never
    : never
}[keyof ScheduleDraft]

/** What ties a text field to its place in the draft. */
export function textOf({ draft, errors, onChange }: AdvancedProps, name: TextName) {
  return {
    value: draft[name],
    error: errors[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onChange({ [name]: event.target.value }),
  }
}
