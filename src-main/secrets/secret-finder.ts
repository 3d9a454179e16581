import { createFormIndex, joined, type SecretSpan } from './form-index.ts'
import type { SecretForms } from './secret-forms.ts'
import { wholeView, withoutColours, withoutWraps } from './text-view.ts'

/** Finds the forms of secrets in texts. */
export interface SecretFinder {
  /** Every part of the text that shows a secret, in order and apart: what overlaps is one part. */
  find(text: string): SecretSpan[]
  /** From where on the end of a text may be the beginning of something to hide that goes on in what follows; else its length. */
  begun(text: string): number
  /** Characters of the longest form. */
  readonly longest: number
}

/** Colours and line ends inside of a form that has begun count too: so many characters for each of its own. */
export const mostCharactersEach = 4

export function createSecretFinder(secrets: readonly SecretForms[]): SecretFinder {
  const named = (part: 'plain' | 'wrapped') =>
    secrets.flatMap((secret) => secret[part].map((form) => ({ form, name: secret.name })))
  const plain = createFormIndex(named('plain'))
  const wrapped = createFormIndex(named('wrapped'))
  const longest = [...named('plain'), ...named('wrapped')].reduce(
    (most, { form }) => Math.max(most, form.length),
    0,
  )
  return {
    longest,
    find: (text) =>
      joined([
        ...plain.find(wholeView(text)),
        ...(text.includes('\u001b') ? plain.find(withoutColours(text, false)) : []),
        ...wrapped.find(withoutWraps(text, false)),
      ]),
    begun(text) {
      const start = Math.max(0, text.length - longest * mostCharactersEach - 100)
      const end = text.slice(start)
      const from = Math.min(
        plain.begun(wholeView(end)),
        plain.begun(withoutColours(end, true)),
        wrapped.begun(withoutWraps(end, true)),
      )
      return Math.min(text.length, start + from)
    },
  }
}
