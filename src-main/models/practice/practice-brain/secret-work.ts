import type { SecretWish } from './secret-words.ts'
import { call, isRehearsed, type Work } from './work.ts'

/** Asks for a secret, and says what came of it. */
export function* secretWork({ name, purpose, again }: SecretWish): Work<string> {
  const result = yield* call('ask_for_secret', again ? { name, purpose, replace: true } : { name, purpose })
  const secret = `the secret **${name}**`
  if (result.isError) return `I did not get ${secret}. The tool says: ${result.text}`
  if (isRehearsed(result)) return `I would have asked you for ${secret}.`
  if (/^The secret \S+ is there already/.test(result.text)) return `The secret **${name}** is there already.`
  return `You gave me ${secret}; I know only its name.`
}
