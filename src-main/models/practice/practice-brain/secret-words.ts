/** As an environment variable is named. */
const name = '[A-Z][A-Z0-9_]{0,63}'
const kinds = '(?:secret|token|password|key)s?'

const asking = new RegExp(
  `\\b[Aa]sk(?:s|ing)?(?:\\s+(?:me|the user|us))?\\s+(?:(again)\\s+)?for\\s+(?:the|a|my)\\s+(?:(new)\\s+)?${kinds}\\s+(${name})\\b(.*)$`,
  's',
)
const using = new RegExp(
  `\\s*,?\\s+with\\s+(?:the\\s+|my\\s+)?${kinds}\\s+(${name}(?:\\s*(?:,|and|,\\s*and)\\s*${name})*)[.!]?\\s*$`,
)

/** A secret that is to be asked for, and why; `again`: although it is there. */
export interface SecretWish {
  readonly name: string
  readonly purpose: string
  readonly again: boolean
}

/** The secret that a part of an instruction says to ask for, or null. */
export function secretWish(clause: string): SecretWish | null {
  const match = asking.exec(clause)
  if (match === null) return null
  const [, before, renewed, wanted = '', behind = ''] = match
  const again = before ?? renewed ?? /^\s+again\b/.exec(behind)?.[0]
  const reason = behind
    .replace(/^\s+again\b/, '')
    .replace(/^[\s,:–-]+/, '')
    .replace(/[\s.!]+$/, '')
  const purpose = reason === '' ? 'You told me to ask for it' : capital(reason)
  return { name: wanted, purpose: `${purpose}.`, again: again !== undefined }
}

/** The names of the secrets that a command is to have, and the words without them. */
export function withSecrets(clause: string): { readonly words: string; readonly secrets: readonly string[] } {
  const match = using.exec(clause)
  if (match === null) return { words: clause, secrets: [] }
  return { words: clause.slice(0, match.index), secrets: (match[1] ?? '').split(/\s*(?:,\s*and|,|and)\s+/) }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
