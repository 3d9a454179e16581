/** Shorter values are parts of ordinary words and numbers: they could be hidden nowhere without hiding those too. */
export const shortestSecret = 6
/** An environment variable of Linux holds 128 KiB, its name included. */
const mostBytes = 100_000

/** Why a value cannot be kept as a secret, in words for the person who gave it, or `null`. Never repeats the value. */
export function valueProblem(value: string): string | null {
  if (value.trim().length < shortestSecret)
    return `A secret has at least ${shortestSecret} characters: a shorter one could not be hidden in what commands print.`
  if (value.includes('\0')) return 'A secret cannot hold a NUL character: no program could be given it.'
  if (Buffer.byteLength(value) > mostBytes)
    return `This is more than ${mostBytes / 1000} kB, too long for an environment variable. Put it into a file, and give the assistant the path.`
  return null
}
