// Sequences that begin with ESC or its one-byte forms: colours, cursor movements, titles, clipboard writes, links.
const sequences =
  // oxlint-disable-next-line no-control-regex -- they are what it is for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g
// Every control character but newline and tab, and the marks that reorder what is shown.
// oxlint-disable-next-line no-control-regex -- they are what it is for
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/**
 * `text` with nothing in it that a terminal obeys. What models, files and web pages say is data: it must not be able
 * to recolour, rewrite or answer for what the command line prints.
 */
export function plainText(text: string): string {
  return text.replace(sequences, '').replace(controls, '')
}

/** The same in one line. */
export function plainRow(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim()
}
