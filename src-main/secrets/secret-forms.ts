import { shortestSecret } from './secret-value.ts'

/** What a text is searched for. */
export interface SecretForms {
  readonly name: string
  /** The value as it is and as quoting writes it. */
  readonly plain: readonly string[]
  /** As encodings write it that programs break into lines of a width of their own. */
  readonly wrapped: readonly string[]
}

/** Of a value of several lines, such as a private key, each line that is this long is hidden by itself too. */
const shortestLine = 16

/**
 * Every form of a value that is looked for: as it is, quoted for JSON, HTML and a shell, in an address, in base64 (also
 * behind other bytes, as in "user:value") and in hex. What a program writes in any other way is not known again.
 */
export function secretForms(name: string, value: string): SecretForms {
  const roots = new Set([value, value.trim(), ...linesOf(value)])
  const plain = new Set<string>()
  const wrapped = new Set<string>()
  for (const root of roots) {
    if (root.length < shortestSecret) continue
    for (const form of [root, ...inJson(root), ...inAddress(root), ...inHtml(root), ...inShell(root)])
      plain.add(form)
    const bytes = Buffer.from(root)
    for (const form of [...inBase64(bytes), bytes.toString('hex'), bytes.toString('hex').toUpperCase()])
      wrapped.add(form)
  }
  return { name, plain: [...plain], wrapped: [...wrapped] }
}

/** The same for bytes, each byte one character (latin1). */
export function byteForms({ name, plain, wrapped }: SecretForms): SecretForms {
  return { name, plain: plain.map(asBytes), wrapped }
}

function asBytes(text: string): string {
  return Buffer.from(text).toString('latin1')
}

function linesOf(value: string): string[] {
  const lines = value.split(/\r?\n/).map((line) => line.trim())
  // "-----BEGIN PRIVATE KEY-----" is no secret.
  return lines.length < 2
    ? []
    : lines.filter((line) => line.length >= shortestLine && !line.startsWith('-----'))
}

function inJson(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const escaped = (upper: boolean): string =>
    plain.replaceAll(/[\u007f-\uffff]/g, (letter) => {
      const code = letter.charCodeAt(0).toString(16).padStart(4, '0')
      return `\\u${upper ? code.toUpperCase() : code}`
    })
  const forms = [plain, escaped(false), escaped(true)]
  return [...forms, ...forms.map((form) => form.replaceAll('/', '\\/'))]
}

function inAddress(text: string): string[] {
  // What a space and the signs between letters become is each library's own choice.
  const percent = (isKept: RegExp): string =>
    [...Buffer.from(text)]
      .map((byte) => {
        const letter = String.fromCharCode(byte)
        return isKept.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
      })
      .join('')
  const forms = [/[\w.~-]/, /[\w.~/-]/, /[\w.~!'()*-]/, /[\w.*-]/, /[\w.~!'()*;,/?:@&=+$#-]/, /(?!)/].map(
    percent,
  )
  return forms.flatMap((form) => [
    form,
    form.replaceAll('%20', '+'),
    form.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
  ])
}

function inHtml(text: string): string[] {
  const some = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quotes = some.replaceAll('"', '&quot;')
  return [some, quotes, quotes.replaceAll("'", '&#39;'), quotes.replaceAll("'", '&#x27;')]
}

function inShell(text: string): string[] {
  return [text.replaceAll("'", "'\\''"), text.replaceAll(/[^\w@%+=:,./-]/g, '\\$&')]
}

/**
 * Whole, and what stands fast of it wherever it begins: base64 writes three bytes as four characters, so behind one or two
 * other bytes it looks different, and the characters at its ends depend on its neighbours.
 */
function inBase64(bytes: Buffer): string[] {
  const whole = bytes.toString('base64')
  const inside = [0, 1, 2].map((before) => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    return shifted.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })
  const forms = [whole, whole.replace(/=+$/, ''), ...inside]
  return [...forms, ...forms.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))]
}
