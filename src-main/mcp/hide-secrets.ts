/** Shorter values are too likely to be a part of ordinary words. */
const shortest = 4
const longWord = 8

/**
 * Replaces the secrets of a server in what comes from it: a program that is given a key may print it. Finds them as they
 * are, as JSON writes them, and as an address does.
 */
export function hideSecrets(secrets: readonly string[]): (text: string) => string {
  const forms = new Set<string>()
  // Of "Bearer abc" the second word is a secret by itself.
  const words = secrets.flatMap((secret) => secret.split(/\s+/).filter((word) => word.length >= longWord))
  for (const secret of [...secrets, ...words]) {
    if (secret.length < shortest) continue
    forms.add(secret)
    forms.add(JSON.stringify(secret).slice(1, -1))
    forms.add(inAddress(secret))
    forms.add(Buffer.from(secret).toString('base64'))
  }
  // The longest first: one may be the beginning of another.
  const ordered = [...forms].toSorted((a, b) => b.length - a.length)
  return (text) => {
    let hidden = text
    for (const form of ordered) hidden = hidden.replaceAll(form, '[secret]')
    return hidden
  }
}

function inAddress(secret: string): string {
  try {
    return encodeURIComponent(secret)
  } catch {
    return secret
  }
}
